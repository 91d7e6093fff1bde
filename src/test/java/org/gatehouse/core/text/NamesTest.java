package org.gatehouse.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that look the same must be the same, and names that can't be read are none. */
class NamesTest {
  private static final int MAXIMUM = 20;

  @ParameterizedTest
  @CsvSource({
    "Ann, Ann",
    "'  Ann   Lee ', Ann Lee",
    "Ａｎｎ, Ann",
    "ﬁn, fin",
    "Mu\u0308ller, Müller",
    "'Ann\u00A0Lee', Ann Lee",
    "I \u2764\uFE0F Ann, I \u2764 Ann"
  })
  void storesOneOfTheManyWaysToTypeAName(String typed, String stored) {
    assertThat(Names.prepare(typed, MAXIMUM)).contains(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "a\nb",
        "a\u0000b",
        "a\tb",
        "a\u007Fb",
        "a\u202Eb", // right-to-left override
        "a\u2066b", // isolate
        "a\u200Bb", // zero width space
        "a\u200Db", // zero width joiner
        "a\u00ADb", // soft hyphen
        "a\uFEFFb", // byte order mark
        "a\u2028b", // line separator
        "a\uE000b", // private use
        "a\uD800b", // half a character
        "a\u0378b", // unassigned
        "a\u034Fb", // combining grapheme joiner
        "a\u3164b", // Hangul filler, a letter by category
        "a\u2800b", // Braille without dots
        "a\uDB40\uDD00b" // variation selector
      })
  void refusesWhatDoesNotShow(String typed) {
    assertThat(Names.prepare(typed, MAXIMUM)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"аdmin", "pаypal", "Ηans", "日本д", "Ann (pаypal)", "Раураl GmbH", "ann-аnn1а"})
  void refusesAWordOfScriptsThatDoNotBelongTogether(String typed) {
    assertThat(Names.prepare(typed, MAXIMUM)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"東京 Tower", "ひらがなカタカナ漢字", "한국어 Korea", "Пётр 2", "محمد", "Zoë-Ann", "a & b, c"})
  void acceptsTheScriptsPeopleWriteTogether(String typed) {
    assertThat(Names.prepare(typed, MAXIMUM)).contains(typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Иванов Иван (Ivanov Ivan)",
        "Общество Hafen",
        "Αθήνα Shipping",
        "يوسف (Yusuf)",
        "Газпром-Media",
        "שלום/Shalom",
        "山田太郎 (Yamada Taro)",
        "บริษัท ABC",
        "Մարիամ «Maria»"
      })
  void acceptsANameThatIsWrittenInTwoScripts(String typed) {
    assertThat(Names.prepare(typed, 40)).contains(typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"علی\u200Cرضا", "ශ්\u200Dරී"})
  void acceptsJoinersWhereTheyShapeLetters(String typed) {
    assertThat(Names.prepare(typed, MAXIMUM)).contains(typed);
    assertThat(Names.key(typed)).isEqualTo(Names.key(typed.replaceAll("[\u200C\u200D]", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"علی\u200C", "\u200Cعلی", "علی\u200C\u200Cرضا", "علی \u200Cرضا", "a\u200Dعلی"})
  void refusesJoinersWhereTheyShapeNothing(String typed) {
    assertThat(Names.prepare(typed, MAXIMUM)).isEmpty();
  }

  @Test
  void measuresTheNameAfterItHasGrown() {
    // One ligature, eighteen letters.
    assertThat(Names.prepare("\uFDFA", 17)).isEmpty();
    assertThat(Names.prepare("\uFDFA", 18)).isPresent();
  }

  @Test
  void doesNotEvenLookAtAnEndlessText() {
    assertThat(Names.prepare("a ".repeat(10_000_000), MAXIMUM)).isEmpty();
    assertThat(Names.prepare(" ".repeat(4 * MAXIMUM - 1) + "a", MAXIMUM)).contains("a");
  }

  @ParameterizedTest
  @CsvSource({"ANN, ann", "Straße, STRASSE", "ΣΊΣΥΦΟΣ, σίσυφοσ", "ſam, Sam"})
  void foldsCase(String one, String other) {
    assertThat(Names.key(one)).isEqualTo(Names.key(other));
  }

  @Test
  void foldsNoCharacterTwice() {
    assertThat(
            java.util.stream.IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isLetter)
                .mapToObj(Character::toString)
                .map(letter -> Normalizer.normalize(letter, Normalizer.Form.NFKC))
                .map(Names::key)
                .filter(key -> !key.equals(Names.key(key))))
        .isEmpty();
  }
}
