package org.gatehouse.dialect.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatehouse.fixture.SentRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which format CloudForge's clients get their answer. */
class FormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/xml | XML",
        "text/xml | XML",
        "text/xml;charset=UTF-8, application/json;q=0.9 | XML",
        "application/json;q=0.5, application/xml;q=0.4 | JSON",
        "application/json;q=0.5, application/xml;q=0.6 | XML",
        "text/html, application/xml;q=0.9, */*;q=0.8 | XML",
        "application/xml;q=0 | JSON",
        "application/xml;q=0.0, */* | JSON",
        "application/xml;q=x | JSON",
        "application/json, application/xml | JSON",
        "text/html | JSON",
        "*/* | JSON",
        "xml | JSON"
      })
  void isWhatAcceptSays(String accept, Format expected) {
    assertThat(Format.of(request("/api/1/login", accept))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "application/json", "x", ""})
  void isWhatTheExtensionSaysWhateverAcceptDoes(String accept) {
    assertThat(Format.of(request("/api/1/login.xml", accept))).isEqualTo(Format.XML);
    assertThat(Format.of(request("/api/1/login.json", accept))).isEqualTo(Format.JSON);
  }

  @Property(tries = 1000)
  void isOneOrTheOtherWhateverAcceptSays(@ForAll("accepts") String accept) {
    assertThat(Format.of(request("/api/1/login", accept))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml,", "a/b;q=0.1,", ",", ";", "\"", "a/b;a=\"", "*"})
  void isDecidedInNoTimeHoweverLongAcceptIs(String part) {
    assertThat(Format.of(request("/api/1/login", part.repeat(100_000)))).isEqualTo(Format.JSON);
    assertThat(Format.of(request("/api/1/login", part.repeat(1_000 / part.length())))).isNotNull();
  }

  @Provide
  Arbitrary<String> accepts() {
    Arbitrary<String> soup =
        Arbitraries.of(
                "application",
                "text",
                "xml",
                "json",
                "*",
                "/",
                ";",
                "q",
                "=",
                "0.5",
                "1",
                "1e9",
                "-1",
                ",",
                " ",
                "\"",
                "\\",
                "charset=utf-8",
                "application/xml;q=0.7",
                "\u00ff")
            .list()
            .ofMaxSize(20)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(soup, Arbitraries.strings().ofMaxLength(60));
  }

  private static HttpServletRequest request(String path, String accept) {
    return new SentRequest("GET", path).with("Accept", accept).received();
  }
}
