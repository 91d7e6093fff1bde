package org.gatehouse.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that people and metadata give are read as browsers read them. */
class WebAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://idp.example",
        "https://idp.example/",
        "https://IdP.example/sso?a=b%20c&d=e+f",
        "http://localhost:8080/realms/a;b=c/protocol/saml",
        "https://[2001:db8::1]:8443/sso",
        "https://192.0.2.7/adfs/ls/",
        "https://idp.example./sso",
        "https://idp_test.hafen.example/sso",
        "https://_idp.example:8443/sso",
        "https://xn--hafen-kln-67a.example/sso"
      })
  void staysAsItIs(String address) {
    assertThat(WebAddress.read(address)).hasToString("Optional[" + address + "]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\" https://idp.example/sso \", https://idp.example/sso",
        "\"\u00A0\uFEFF\thttps://idp.example/sso\n\u200B\", https://idp.example/sso",
        "HTTPS://idp.example/sso, https://idp.example/sso",
        "https://anmeldung.hafen-k\u00F6ln.example/sso, https://anmeldung.xn--hafen-kln-67a.example/sso",
        "https://\u043F\u0440\u0438\u043C\u0435\u0440.example, https://xn--e1afmkfd.example",
        "https://idp_\u00E4.example/sso, https://xn--idp_-ooa.example/sso",
        "https://idp.example/anmeldung/f\u00FCr, https://idp.example/anmeldung/f%C3%BCr",
        "https://idp.example/f\u00FCr?w=\u00FC, https://idp.example/f%C3%BCr?w=%C3%BC",
        "https://idp.example/a b, https://idp.example/a%20b",
        "https://idp.example/100%, https://idp.example/100%25",
        "https://idp.example/a[1]{2}|3, https://idp.example/a%5B1%5D%7B2%7D%7C3",
        "https://idp.example/\uD83D\uDD11, https://idp.example/%F0%9F%94%91",
        "https://idp.example:/sso, https://idp.example/sso"
      })
  void isReadAsBrowsersDo(String given, String meant) {
    assertThat(WebAddress.read(given)).hasToString("Optional[" + meant + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "idp.example",
        "/sso",
        "//idp.example",
        "https:///sso",
        "https://:443/sso",
        "javascript:alert(1)",
        "ftp://idp.example/",
        "https://kevin@idp.example/",
        "https://kevin:secret@idp.example/",
        "https://idp.example/#part",
        "https://idp.example\\@evil.example/",
        "https://idp.example/a\\b",
        "https://idp.example/a\nb",
        "https://idp .example/",
        "https://idp..example/",
        "https://-idp.example/",
        "https://idp.example:99999/",
        "https://idp.example:80:80/",
        "https://idp\uFF0Fevil.example/",
        "https://stra\u00DFe.example/",
        "https://[2001:db8::1/",
        "https://[::::]/"
      })
  void isRefusedWhereItIsNone(String address) {
    assertThat(WebAddress.read(address)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://idp_test.example/sso,idp_test.example,443",
    "http://idp.example:8080/,idp.example,8080",
    "http://idp.example,idp.example,80",
    "https://[2001:db8::1]/,[2001:db8::1],443"
  })
  void knowsItsHostAndPort(String address, String host, int port) {
    WebAddress read = WebAddress.read(address).orElseThrow();
    assertThat(read.host()).isEqualTo(host);
    assertThat(read.port()).isEqualTo(port);
  }

  @Property
  void isAsciiWhateverItWas(@ForAll String rest) {
    WebAddress.read("https://" + rest)
        .ifPresent(read -> assertThat(read.toString().chars()).allMatch(c -> c > 0x20 && c < 0x7f));
  }
}
