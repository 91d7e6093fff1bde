package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.ColorScheme;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser keeps of how somebody wants the pages. */
class PreferenceCookiesTest {
  private static final Settings SETTINGS = Given.settings(Map.of());
  private final PreferenceCookies cookies = new PreferenceCookies(new Cookies(SETTINGS));

  private static SentRequest sent(String cookie) {
    return new SentRequest("GET", "/login").with("Cookie", cookie);
  }

  @Test
  void areBoth() {
    assertThat(cookies.read(sent("gatehouse-language=pt-BR; gatehouse-scheme=dark").received()))
        .isEqualTo(new Preferences(Optional.of("pt-BR"), Optional.of(ColorScheme.DARK)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gatehouse-language=; gatehouse-scheme=",
        "gatehouse-language=de,en; gatehouse-scheme=DARK",
        "gatehouse-language=<b>; gatehouse-scheme=blue",
        "gatehouse-language=aaaaaaaaaabbbbbbbbbbccccccccccdddddd",
        "x=y"
      })
  void areNothingWhereSomethingElseStands(String cookie) {
    assertThat(cookies.read(sent(cookie).received())).isEqualTo(Preferences.NONE);
  }

  @Test
  void areWhatLettersAreWrittenInFirst() {
    Requests requests = new Requests(SETTINGS, new Cookies(SETTINGS));
    SentRequest request = sent("gatehouse-language=de").with("Accept-Language", "fr, en;q=0.5");

    assertThat(requests.client(request.received()).languages()).isEqualTo("de,fr, en;q=0.5");
    assertThat(requests.client(sent("gatehouse-language=de").received()).languages())
        .isEqualTo("de");
  }
}
