package org.gatehouse.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.gatehouse.core.session.Callers;
import org.gatehouse.core.user.ColorScheme;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.core.user.User;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.Test;

/** How a person wants the pages, and letters. */
@CoreTest
class ChoosePreferencesTest {
  private static final Preferences GERMAN = new Preferences(Optional.of("de"), Optional.empty());
  private static final Preferences DARK =
      new Preferences(Optional.empty(), Optional.of(ColorScheme.DARK));

  private final ChoosePreferences choosePreferences;
  private final Callers callers;
  private final CoreWorkspace works;

  ChoosePreferencesTest(ChoosePreferences choosePreferences, Callers callers, CoreWorkspace works) {
    this.choosePreferences = choosePreferences;
    this.callers = callers;
    this.works = works;
  }

  @Test
  void isNotedAtOnceAndEachByItself() {
    assertThat(works.ann().preferences()).isEqualTo(Preferences.NONE);
    choosePreferences.choose(works.ann(), GERMAN);
    choosePreferences.choose(works.ann(), DARK);

    Preferences both = new Preferences(Optional.of("de"), Optional.of(ColorScheme.DARK));
    assertThat(works.user("ann").preferences()).isEqualTo(both);
    assertThat(callers.in(works.ann().sessionId()).orElseThrow().preferences()).isEqualTo(both);
    assertThat(works.caller("ann").preferences()).as("in another session").isEqualTo(both);
  }

  @Test
  void comesBeforeWhatTheBrowserAsksFor() {
    works.change("ann", user -> user.prefer("en"));
    assertThat(language(works.user("ann"))).contains("en");

    choosePreferences.choose(works.ann(), GERMAN);
    assertThat(language(works.user("ann"))).contains("de,en");

    works.change("ann", user -> user.prefer("fr"));
    assertThat(language(works.user("ann"))).contains("de,fr");
  }

  private static Optional<String> language(User user) {
    return user.asRecipient().orElseThrow().language();
  }
}
