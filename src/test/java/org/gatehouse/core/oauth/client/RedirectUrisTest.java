package org.gatehouse.core.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a client may have a code sent; the tricks are those of RFC 9700, 4.1. */
class RedirectUrisTest {
  private static final String REGISTERED = "https://app.example.com/callback";

  @Test
  void allowsWhatIsRegistered() {
    assertThat(of(REGISTERED).allow(REGISTERED)).isTrue();
    assertThat(of(REGISTERED + "?a=b").allow(REGISTERED + "?a=b")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://app.example.com/callback/",
        "https://app.example.com/Callback",
        "https://app.example.com/callback?a=b",
        "https://app.example.com/callback#a",
        "https://app.example.com/callback/../evil",
        "https://app.example.com/%63allback",
        "https://app.example.com:443/callback",
        "https://app.example.com:444/callback",
        "https://APP.example.com/callback",
        "https://app.example.com.evil.example/callback",
        "https://app.example.com@evil.example/callback",
        "https://user@app.example.com/callback",
        "https://evil.example/https://app.example.com/callback",
        "https:/app.example.com/callback",
        "https:app.example.com/callback",
        "//app.example.com/callback",
        "http://app.example.com/callback",
        "HTTPS://app.example.com/callback",
        " https://app.example.com/callback",
        "https://app.example.com/callback\n",
        "https://app.example.com\\@evil.example/callback",
        "https://app.example.com/callback\u0000",
        "javascript:alert(1)"
      })
  void allowsNothingElse(String wanted) {
    assertThat(of(REGISTERED).allow(wanted)).isFalse();
    assertThat(new RedirectUris(List.of("https://app.example.com/callback/x"), true).allow(wanted))
        .isFalse();
  }

  @Test
  void allowsAnyPortOfTheOwnMachine() {
    RedirectUris uris = of("http://127.0.0.1/callback", "http://[::1]:1234/callback");
    assertThat(uris.allow("http://127.0.0.1:51004/callback")).isTrue();
    assertThat(uris.allow("http://[::1]:51004/callback")).isTrue();
    assertThat(uris.allow("http://127.0.0.1:51004/other")).isFalse();
    assertThat(uris.allow("http://127.0.0.1:51004/callback?a=b")).isFalse();
    assertThat(uris.allow("http://127.0.0.2:51004/callback")).isFalse();
    assertThat(uris.allow("https://127.0.0.1:51004/callback")).isFalse();
    assertThat(uris.allow("http://localhost:51004/callback")).isFalse();
    assertThat(of("http://localhost/callback").allow("http://localhost:51004/callback")).isFalse();
  }

  @Test
  void allowsWhatIsBelowWhereThatIsWanted() {
    RedirectUris uris = new RedirectUris(List.of("https://app.example.com/shop"), true);
    assertThat(uris.allow("https://app.example.com/shop/cart?item=1")).isTrue();
    assertThat(uris.allow("https://app.example.com/shop/../admin")).isFalse();
    assertThat(uris.allow("https://app.example.com/shop/%2e%2e/admin")).isFalse();
    assertThat(uris.allow("https://app.example.com/shop/..;/admin")).isFalse();
    assertThat(uris.allow("https://app.example.com/shopping")).isFalse();
    assertThat(uris.allow("https://evil.example/shop")).isFalse();
    assertThat(uris.only()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com/callback",
        "http://intranet:8080/callback",
        "https://app.example.com/callback?tenant=a",
        "http://127.0.0.1/callback"
      })
  void registersAddressesOfTheWeb(String uri) {
    assertThat(RedirectUris.canBeRegistered(uri, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/callback",
        "https://app.example.com/callback#fragment",
        "https://*.example.com/callback",
        "https://app.example.com/*",
        "https://user@app.example.com/callback",
        "https://app.example.com/a/../b",
        "https:///callback",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "myapp:/callback",
        "com.example.app:callback",
        "https://app.example.com/ä",
        ""
      })
  void registersNothingElse(String uri) {
    assertThat(RedirectUris.canBeRegistered(uri, false)).isFalse();
    assertThat(RedirectUris.canBeRegistered(uri, true)).isFalse();
  }

  @Test
  void registersSchemesOfProgramsForThoseAlone() {
    assertThat(RedirectUris.canBeRegistered("com.example.app:/callback", true)).isTrue();
    assertThat(RedirectUris.canBeRegistered("com.example.app:/callback", false)).isFalse();
  }

  private static RedirectUris of(String... registered) {
    return new RedirectUris(List.of(registered), false);
  }
}
