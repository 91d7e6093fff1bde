package org.gatehouse.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How people may be called. */
class DisplayNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"Ann Lee", "O'Hara, Ann (Sales)", "Dr. Zoë Müller-Lüdenscheidt", "<b>Ann</b>"})
  void isWhateverShows(String typed) {
    assertThat(new DisplayName(typed).value()).isEqualTo(typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Ann\nLee", "Ann\u202ELee"})
  void isNothingThatDoesNot(String typed) {
    assertThatThrownBy(() -> new DisplayName(typed))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(UserRule.DISPLAY_NAME_INVALID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "Log in at WWW.evil.example",
        "Ann www.x",
        "\uFF48ttp\uFF1A//x"
      })
  void isNoAddressOfAPage(String typed) {
    assertThatThrownBy(() -> new DisplayName(typed))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(UserRule.DISPLAY_NAME_ADDRESS));
  }

  @Test
  void isTheUserNameOfWhoHasSaidNoOther() {
    assertThat(DisplayName.of(new UserName("ann.lee")).value()).isEqualTo("ann.lee");
    assertThat(DisplayName.of(new UserName("www.evil.example")).value())
        .isEqualTo("www evil example");
  }

  @Test
  void hasAHundredCharactersAtMost() {
    assertThat(new DisplayName("x".repeat(100)).value()).hasSize(100);
    assertThatThrownBy(() -> new DisplayName("x".repeat(101))).isInstanceOf(InvalidInput.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Ann Lee, Ann Lee",
    "'  Ann\t Lee ', Ann Lee",
    "'Ann\nLee', Ann Lee",
    "\u200EAnn\u202E Lee\uFEFF, Ann Lee",
    "Anna\u200C Lee \uD83D\uDC69\u200D\uD83D\uDCBB, Anna Lee \uD83D\uDC69\uD83D\uDCBB",
    "Игорь (Igor) Петров, Игорь (Igor) Петров"
  })
  void isTheNearestToWhatAProviderTells(String told, String nearest) {
    assertThat(DisplayName.nearest(told).value()).isEqualTo(nearest);
  }

  @Test
  void isCutWhereAProviderTellsMore() {
    assertThat(DisplayName.nearest("x".repeat(100)).value()).isEqualTo("x".repeat(100));
    assertThat(DisplayName.nearest("x".repeat(101)).value()).isEqualTo("x".repeat(97) + "...");
    assertThat(DisplayName.nearest("😀".repeat(60)).value()).isEqualTo("😀".repeat(48) + "...");
    assertThat(DisplayName.nearest("Maria ".repeat(300)).value())
        .hasSizeLessThanOrEqualTo(100)
        .startsWith("Maria Maria")
        .endsWith("...");
  }

  @Property
  void isNearestToAnythingOrNone(@ForAll String told) {
    try {
      assertThat(DisplayName.nearest(told).value().length()).isBetween(1, 100);
    } catch (InvalidInput e) {
      assertThat(e.rule()).isEqualTo(UserRule.DISPLAY_NAME_INVALID);
    }
  }
}
