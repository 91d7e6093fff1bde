package org.gatehouse.http.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way back to an application, and the language that it wants on the way. */
class ApplicationLoginTest {
  @Test
  void aWayBackHasTheKeyAndTheLanguage() {
    String then = ApplicationLogin.then("k1", Optional.of(Locale.GERMAN));

    assertThat(ApplicationLogin.keyOf(then)).contains("k1");
    assertThat(ApplicationLogin.leavesUs(then)).isTrue();
    assertThat(ApplicationLogin.language(null, then)).contains(Locale.GERMAN);
    assertThat(ApplicationLogin.language(null, ApplicationLogin.then("k1", Optional.empty())))
        .isEmpty();
  }

  @Test
  void anAddressSaysTheLanguageItself() {
    String then = ApplicationLogin.then("k1", Optional.of(Locale.GERMAN));

    assertThat(ApplicationLogin.language("ui_locales=en&x=y", then)).contains(Locale.ENGLISH);
    assertThat(ApplicationLogin.language("x=y", "")).isEmpty();
    assertThat(ApplicationLogin.language("ui_locales=de", "")).contains(Locale.GERMAN);
  }

  @ParameterizedTest
  @CsvSource({
    "de,de",
    "DE-at,de",
    "de-CH-1996 en,de",
    "fr-CA en-GB de,en",
    "'  fr   de ',de",
    "fr,",
    "'',",
    "! ü_x -- i,",
    "d e,",
  })
  void theFirstLanguageThatThePagesHaveCounts(String tags, String expected) {
    assertThat(PageLanguages.first(tags).map(Locale::toLanguageTag))
        .isEqualTo(Optional.ofNullable(expected));
  }
}
