package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a link may send people after they have logged in. */
class LocalAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/account/profile", "/admin/users?q=a%20b&page=2", "/a//b", "/a?then=//x"})
  void anAddressWithinThisServerIsFollowed(String address) {
    assertThat(Browser.local(address)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "evil.example",
        " /account/profile",
        "/\t/evil.example",
        "/\n/evil.example",
        "/a\r\nSet-Cookie: a=b",
        "/\u0000/evil.example",
        "/\u0085/evil.example",
        "/\u2028",
        "/\u3000evil",
        "/\u00e4",
      })
  void anyOtherIsReplacedByTheStartPage(String address) {
    assertThat(Browser.local(address)).isEqualTo("/");
  }

  @Test
  void anEndlessOneIsReplacedToo() {
    assertThat(Browser.local("/" + "a".repeat(2_000))).isEqualTo("/");
  }
}
