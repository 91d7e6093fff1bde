package org.gatehouse.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes as keyboards, word processors and messengers write them. */
class TypedCodeTest {
  @ParameterizedTest
  @CsvSource({
    "123456, 123456",
    "' 123 456 ', 123456",
    "123\u00A0456, 123456",
    "123\u2009456\u3000, 123456",
    "123-456, 123456",
    "123\u2011456, 123456",
    "123–456, 123456",
    "\u200E123456\uFEFF, 123456",
    "123\u200B456, 123456",
    "１２３４５６, 123456",
    "١٢٣٤٥٦, 123456",
    "१२३४५६, 123456",
    "'123.456', 123456",
    "'1 2 3 4 5 6', 123456",
    "AB2C-DE3F-gh4j, ab2cde3fgh4j",
    "ａｂ２ｃ－ｄｅ３ｆ－ＧＨ４Ｊ, ab2cde3fgh4j",
    "'ab2c de3f\u2014gh4j', ab2cde3fgh4j",
    "AB2C-DE3F-\u0130H4J, ab2cde3fih4j"
  })
  void areReadHoweverTheyAreWritten(String typed, String code) {
    assertThat(TypedCode.read(typed)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"12345a", "x123456", "1234567"})
  void keepWhatMakesThemOtherCodes(String typed) {
    assertThat(TypedCode.read(typed)).isEqualTo(typed).isNotEqualTo("123456");
  }

  @Test
  void areNoneIfTheyAreEndless() {
    assertThat(TypedCode.read("1".repeat(65))).isEmpty();
  }

  @Property
  void areLettersAndDigitsWhateverIsTyped(@ForAll String typed) {
    assertThat(TypedCode.read(typed).codePoints()).allMatch(Character::isLetterOrDigit);
  }
}
