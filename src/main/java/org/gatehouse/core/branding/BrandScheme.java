package org.gatehouse.core.branding;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * The pages in the light or in the dark: links, buttons and what is chosen have the colour of the
 * workspace there.
 */
public enum BrandScheme {
  /** Dark letters on a light ground. */
  LIGHT("#0c5c57", "#f0eee8"),
  /** Light letters on a dark ground. */
  DARK("#74cbc1", "#352a12");

  /** Of text that isn't large (WCAG 2.2, 1.4.3, level AA). */
  static final BigDecimal NEEDED = new BigDecimal("4.5");

  private final String usual;
  private final String ground;

  BrandScheme(String usual, String ground) {
    this.usual = usual;
    this.ground = ground;
  }

  /** Our own colour. */
  public String usual() {
    return usual;
  }

  /**
   * The ground on which text in this colour is hardest to read, that of a warning among them; the
   * style sheet has it.
   */
  public String ground() {
    return ground;
  }

  /**
   * Reads a colour.
   *
   * @param typed anything; nothing means our own
   * @return as style sheets have it, or nothing
   * @throws InvalidInput if it is no colour, or text in it can't be read here
   */
  String read(String typed) {
    if (typed.isBlank()) {
      return "";
    }
    BrandColor color = BrandColor.of(typed.strip()).orElseThrow(() -> new InvalidInput(invalid()));
    BigDecimal contrast =
        BigDecimal.valueOf(color.contrast(BrandColor.of(ground).orElseThrow()))
            // Down, so that what is told is never what is needed.
            .setScale(1, RoundingMode.DOWN);
    if (contrast.compareTo(NEEDED) < 0) {
      throw new InvalidInput(tooWeak(), contrast.toPlainString(), ground, NEEDED.toPlainString());
    }
    return color.hex();
  }

  private BrandRule invalid() {
    return this == LIGHT ? BrandRule.LIGHT_INVALID : BrandRule.DARK_INVALID;
  }

  private BrandRule tooWeak() {
    return this == LIGHT ? BrandRule.LIGHT_TOO_WEAK : BrandRule.DARK_TOO_WEAK;
  }
}
