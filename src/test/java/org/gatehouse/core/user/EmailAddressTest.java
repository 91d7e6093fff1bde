package org.gatehouse.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that mail can be written to. */
class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann@example.com",
        "ann.lee+gatehouse@mail.example.co.uk",
        "o'hara@example.com",
        "ann@localhost",
        "jürgen@müller.example",
        "иван@пример.example",
        "สมชาย@ตัวอย่าง.example",
        "taro.@docomo.example",
        ".ann@example.com",
        "a..b@docomo.example",
        "\"a b\"@example.com",
        "\"a@b,c\"@example.com",
        "ann@hafen_intern.example",
        "a!b#$%&*{}|~^`@example.com",
        "ann@example.international",
        "ann@xn--mller-kva.example"
      })
  void acceptsWhatMailSystemsDo(String typed) {
    assertThat(new EmailAddress(typed).value()).isEqualTo(typed);
  }

  @Test
  void dropsSurroundingSpaces() {
    assertThat(new EmailAddress(" ann@example.com\n").value()).isEqualTo("ann@example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "@example.com",
        "ann@",
        "ann@@example.com",
        "ann@b@example.com",
        "ann lee@example.com",
        "ann@exam ple.com",
        "ann@example..com",
        "ann@.example.com",
        "ann@example.com.",
        "ann@-example.com",
        "ann@m²example.com",
        "ann@example.com, bob@example.com",
        "ann@example.com;bob@example.com",
        "Ann <ann@example.com>",
        "ann@example.com\r\nBcc: bob@example.com",
        "ann\u0000@example.com",
        "ann\u202E@example.com",
        "ann@[127.0.0.1]",
        "ann@[IPv6:2001:db8::1]",
        "mailto:ann@example.com",
        "\"ann@example.com",
        "\"\"@example.com",
        "\"a\r\nb\"@example.com",
        "\"a\"b\"@example.com",
        "a\"b@example.com",
        "\"a b\"@[127.0.0.1]",
        "ann\u00A0lee@example.com"
      })
  void refusesWhatWouldReachSomebodyElseOrNobody(String typed) {
    assertThatThrownBy(() -> new EmailAddress(typed))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(UserRule.EMAIL_INVALID));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"ann\"@example.com', ann@example.com",
    "'\"a\\nn\"@example.com', ann@example.com",
    "'\"taro.\"@example.com', taro.@example.com",
    "Ann@EXAMPLE.com, ann@example.com",
    "t@Müller.example, t@xn--mller-kva.example",
    "t@MÜLLER.example, t@mu\u0308ller.example",
    "ju\u0308rgen@example.com, jürgen@example.com",
    "ｔａｒｏ＠ｅｘａｍｐｌｅ。ｃｏｍ, taro@example.com",
    "\u200Eann@example.com\u200B, ann@example.com"
  })
  void isTheSameHoweverItIsWritten(String one, String other) {
    assertThat(new EmailAddress(one).key()).isEqualTo(new EmailAddress(other).key());
  }

  @Test
  void isNotTheOneThatAnEarlierStandardMadeOfIt() {
    assertThat(new EmailAddress("t@straße.example").key())
        .isNotEqualTo(new EmailAddress("t@strasse.example").key());
  }

  @Property
  void readsOrRefusesAnything(@ForAll String typed) {
    try {
      EmailAddress address = new EmailAddress(typed);
      assertThat(new EmailAddress(address.value())).isEqualTo(address);
      assertThat(new EmailAddress(address.key()).key()).isEqualTo(address.key());
      assertThat(address.value()).doesNotContainPattern("[\\r\\n\\x00<>]");
    } catch (InvalidInput e) {
      assertThat(e.rule()).isIn(UserRule.EMAIL_INVALID, UserRule.EMAIL_TOO_LONG);
    }
  }

  @Test
  void keepsToTheSizesOfSmtp() {
    String domain = "@" + "a.".repeat(94) + "a";
    assertThat(new EmailAddress("x".repeat(64) + domain).value()).hasSize(254);
    assertThatThrownBy(() -> new EmailAddress("x".repeat(65) + "@example.com"))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new EmailAddress("x".repeat(64) + domain + "a"))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void isTheSameInAnyCaseOfLettersThatEverybodyAgreesOn() {
    assertThat(new EmailAddress("Ann.LEE@Example.COM").key()).isEqualTo("ann.lee@example.com");
    assertThat(new EmailAddress("\u0130\u00c4@example.com").key())
        .isEqualTo("\u0130\u00c4@example.com");
  }
}
