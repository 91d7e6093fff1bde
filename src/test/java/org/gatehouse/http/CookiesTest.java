package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our cookies among those of other applications on the same host. */
class CookiesTest {
  private final Cookies plain = new Cookies(Given.settings(Map.of()));
  private final Cookies secure =
      new Cookies(Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", "https://login.example.com")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=Müller",
        "pref={\"j\":1,\"k\":\"x\"}",
        "a=1,b=2",
        "_ga[1]=x; a@b=c",
        "=3",
        "alone",
        "my cookie=2",
        "b=\"q",
        "$Version=1",
        "a/b=c",
        "a=b\tc",
        "a=%00",
        "a=\u0000",
        ";;;",
        "gatehouse2=x; xgatehouse=y; Gatehouse=z"
      })
  void areFoundBesideAnything(String other) {
    for (String header :
        new String[] {
          "gatehouse=ey.a.b; " + other,
          other + "; gatehouse=ey.a.b",
          other + ";gatehouse=ey.a.b;" + other
        }) {
      assertThat(plain.read(sent(header), "gatehouse")).contains("ey.a.b");
    }
    assertThat(plain.read(sent(other), "gatehouse")).isEmpty();
  }

  @Test
  void haveAPrefixWhereBrowsersComeByHttps() {
    assertThat(secure.read(sent("gatehouse=a; __Host-gatehouse=b"), "gatehouse")).contains("b");
    assertThat(secure.read(sent("gatehouse=a"), "gatehouse")).isEmpty();
    assertThat(plain.read(sent("gatehouse=\"quoted\""), "gatehouse")).contains("quoted");
    assertThat(plain.read(sent("gatehouse=; a=b"), "gatehouse")).isEmpty();
  }

  @Property
  void areReadOutOfAnything(@ForAll String header) {
    plain.read(sent(header), "gatehouse").ifPresent(value -> assertThat(value).isNotEmpty());
  }

  private static jakarta.servlet.http.HttpServletRequest sent(String header) {
    return new SentRequest("GET", "/login").with("Cookie", header).received();
  }
}
