package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a login may lead: nowhere but into this server. */
class BrowserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/account/profile",
        "/admin/users?search=a%20b&page=2",
        "/login/code?then=%2F"
      })
  void followsItsOwnAddresses(String address) {
    assertThat(Browser.local(address)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "account/profile",
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\..\\evil",
        "/\t/evil.example",
        "/\n/evil.example",
        "/a\r\nSet-Cookie: x=y",
        "javascript:alert(1)",
        " /account",
        "/\u3000evil",
        "/\u2028"
      })
  void followsNoOthers(String address) {
    assertThat(Browser.local(address)).isEqualTo("/");
  }

  @Test
  void followsNoneThatIsEndless() {
    assertThat(Browser.local("/" + "a".repeat(2_000))).isEqualTo("/");
  }
}
