package org.gatehouse.core.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which colours can be read. */
class BrandSchemeTest {
  private static final Path STYLES = Path.of("src/main/webapp/resources/gatehouse/gatehouse.css");

  private static BrandColor color(String hex) {
    return BrandColor.of(hex).orElseThrow();
  }

  /** What the style sheet has under this name, in the light or in the dark. */
  private static BrandColor inStyles(String name, BrandScheme scheme) throws IOException {
    Matcher found =
        Pattern.compile("--" + name + ": light-dark\\((#[0-9a-f]+), (#[0-9a-f]+)\\)")
            .matcher(Files.readString(STYLES));
    assertThat(found.find()).as(name).isTrue();
    String hex = found.group(scheme == BrandScheme.LIGHT ? 1 : 2);
    return color(hex.length() == 4 ? hex.replaceAll("([0-9a-f])", "$1$1") : hex);
  }

  @ParameterizedTest
  @CsvSource({
    "#000000,#ffffff,21",
    "#ffffff,#ffffff,1",
    "#777777,#ffffff,4.48",
    "#767676,#ffffff,4.54",
    "#ff0000,#ffffff,4.00",
    "#0000FF,#ffffff,8.59",
  })
  void aContrastIsThatOfWcag(String one, String other, double contrast) {
    assertThat(color(one).contrast(color(other))).isEqualTo(contrast, within(0.005));
    assertThat(color(other).contrast(color(one))).isEqualTo(contrast, within(0.005));
  }

  @ParameterizedTest
  @EnumSource
  void theGroundIsTheHardestThatTheStyleSheetHas(BrandScheme scheme) throws IOException {
    BrandColor usual = color(scheme.usual());
    assertThat(usual).isEqualTo(inStyles("accent", scheme));
    double hardest = usual.contrast(color(scheme.ground()));
    for (String ground : List.of("bg", "panel", "sunken", "bad-bg", "good-bg", "warn-bg")) {
      assertThat(usual.contrast(inStyles(ground, scheme)))
          .as(ground)
          .isGreaterThanOrEqualTo(hardest);
    }
  }

  /** Of all greys, which have every brightness there is. */
  @ParameterizedTest
  @EnumSource
  void whatIsTakenCanBeReadEverywhere(BrandScheme scheme) throws IOException {
    int taken = 0;
    for (int grey = 0; grey < 256; grey++) {
      BrandColor one = new BrandColor(grey * 0x010101);
      if (one.contrast(color(scheme.ground())) < 4.5) {
        String hex = one.hex();
        assertThatThrownBy(() -> scheme.read(hex)).hasMessageContaining("4.5 is needed");
        continue;
      }
      taken++;
      assertThat(scheme.read(one.hex())).isEqualTo(one.hex());
      assertThat(one.contrast(inStyles("on-accent", scheme)))
          .as("letters on a button in %s", one.hex())
          .isGreaterThanOrEqualTo(4.5);
    }
    assertThat(taken).isBetween(60, 200);
  }

  @Test
  void aRefusalSaysWhichAndByHowMuch() {
    assertThatThrownBy(() -> BrandScheme.LIGHT.read("#74cbc1"))
        .hasMessage(
            "light_color has a contrast of 1.6 to 1 with #f0eee8, on which text stands; 4.5 is"
                + " needed (WCAG 2.2, 1.4.3). Take a darker one.");
    assertThatThrownBy(() -> BrandScheme.DARK.read("#0c5c57"))
        .hasMessageContaining("dark_color has a contrast of 1.7 to 1 with #352a12");
    assertThat(BrandScheme.LIGHT.read(" #0C5C57 ")).isEqualTo("#0c5c57");
    assertThat(BrandScheme.DARK.read(" ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"red", "#fff", "#12345g", "0c5c57", "#0c5c57;", "rgb(0,0,0)", "#0c5c5700"})
  void aColourIsWrittenInOneWay(String text) {
    assertThatThrownBy(() -> BrandScheme.LIGHT.read(text)).hasMessageContaining("such as #0c5c57");
  }
}
