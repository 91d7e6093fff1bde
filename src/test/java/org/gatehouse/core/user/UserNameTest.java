package org.gatehouse.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With which names people log in. */
class UserNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "ann",
        "ann.lee",
        "ann_lee-2",
        "ann+test@example.com",
        "jürgen",
        "Пётр",
        "иван@example.com"
      })
  void acceptsLettersDigitsAndAFewSigns(String typed) {
    assertThat(new UserName(typed).value()).isEqualTo(typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ann lee",
        "corp/ann",
        "ann:lee",
        "ann\"",
        "<ann>",
        "ann\u200B",
        "аnn",
        "ann%",
        "аnn@example.com",
        "ann.иванов"
      })
  void refusesWhatPartsANameFromWhatStandsBesideIt(String typed) {
    assertThatThrownBy(() -> new UserName(typed))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(UserRule.NAME_INVALID))
        .message()
        .endsWith(".")
        .satisfies(message -> assertThat(typed.isBlank() || !message.contains(typed)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "@", "-+"})
  void refusesSignsAlone(String typed) {
    assertThatThrownBy(() -> new UserName(typed)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void isTheSameInAnyCase() {
    assertThat(new UserName("JÜRGEN").key()).isEqualTo(new UserName("ju\u0308rgen").key());
  }

  @Test
  void isAsLongAsAnEmailAddressAlsoOnceFolded() {
    assertThat(new UserName("x".repeat(254)).value()).hasSize(254);
    assertThatThrownBy(() -> new UserName("x".repeat(255))).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new UserName("ß".repeat(128))).isInstanceOf(InvalidInput.class);
  }
}
