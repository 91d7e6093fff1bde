package org.gatehouse.http.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The way back to an application, and the language that it wants on the way. */
class ApplicationLoginTest {
  @Test
  void aWayBackHasTheKeyAndTheLanguage() {
    String then = ApplicationLogin.then("k1", Optional.of(Locale.GERMAN));

    assertThat(ApplicationLogin.keyOf(then)).contains("k1");
    assertThat(ApplicationLogin.leavesUs(then)).isTrue();
    assertThat(ApplicationLogin.languages(null, then)).contains("de");
    assertThat(ApplicationLogin.languages(null, ApplicationLogin.then("k1", Optional.empty())))
        .isEmpty();
  }

  @Test
  void anAddressSaysTheLanguageItself() {
    String then = ApplicationLogin.then("k1", Optional.of(Locale.GERMAN));

    assertThat(ApplicationLogin.languages("ui_locales=en&x=y", then)).contains("en");
    assertThat(ApplicationLogin.languages("x=y", "")).isEmpty();
    assertThat(ApplicationLogin.languages("ui_locales=de", "")).contains("de");
  }
}
