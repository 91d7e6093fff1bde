package org.gatehouse.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where people may be sent after a login: at an address that was listed, and below it. */
class ReturnAddressTest {
  private static final ReturnAddress APP = new ReturnAddress("https://app.example.com/portal");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com/portal",
        "https://app.example.com/portal/",
        "https://app.example.com/portal/orders?id=7&next=https://evil.example#top",
        "https://APP.example.com:443/portal/orders",
        "HTTPS://app.example.com/portal?x=y"
      })
  void coversWhatIsBelowIt(String target) {
    assertThat(APP.covers(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/portal",
        "//app.example.com/portal",
        "https:/app.example.com/portal",
        "https:app.example.com/portal",
        "http://app.example.com/portal",
        "https://app.example.com/",
        "https://app.example.com/portals",
        "https://app.example.com:8443/portal",
        "https://app.example.com.evil.example/portal",
        "https://evil.example/portal",
        "https://app.example.com@evil.example/portal",
        "https://user@app.example.com/portal",
        "https://app.example.com/portal/../admin",
        "https://app.example.com/portal/%2e%2e/admin",
        "https://app.example.com/portal/%2E./admin",
        "https://app.example.com\\@evil.example/portal",
        "https://evil.example\\.app.example.com/portal",
        "https://app.example.com/portal\r\nSet-Cookie: a=b",
        "https://app.example.com/portal orders",
        "https://äpp.example.com/portal",
        "javascript:alert(1)//app.example.com/portal",
        "data:text/html,app.example.com/portal"
      })
  void coversNothingElse(String target) {
    assertThat(APP.covers(target)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app.example.com",
        "/portal",
        "ftp://app.example.com/",
        "https://",
        "https://user:secret@app.example.com/",
        "https://app.example.com/?a=b",
        "https://app.example.com/#top",
        "https://app.example.com/a/../b",
        "https://app.example.com/\u0000"
      })
  void isNoneThatCouldMeanSomethingElse(String address) {
    assertThatThrownBy(() -> new ReturnAddress(address)).isInstanceOf(InvalidInput.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://intranet.example", "https://intranet.example/"})
  void coversAWholeServer(String address) {
    assertThat(new ReturnAddress(address).covers("https://intranet.example/anything")).isTrue();
    assertThat(new ReturnAddress(address).covers("https://intranet.example")).isTrue();
    assertThat(new ReturnAddress(address).covers("https://intranet.example.com/")).isFalse();
  }
}
