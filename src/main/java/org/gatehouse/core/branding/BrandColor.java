package org.gatehouse.core.branding;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A colour (sRGB).
 *
 * @param rgb red, green and blue, eight bits each
 */
record BrandColor(int rgb) {
  private static final Pattern HEX = Pattern.compile("#[0-9a-f]{6}");

  /** The colour that is written so, in any case: {@code #0c5c57}. */
  static Optional<BrandColor> of(String text) {
    return Optional.of(text.toLowerCase(Locale.ROOT))
        .filter(hex -> HEX.matcher(hex).matches())
        .map(hex -> new BrandColor(Integer.parseInt(hex.substring(1), 16)));
  }

  /** As style sheets have it. */
  String hex() {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  /** By how much it differs from another one, 1 to 21 (WCAG 2.2, contrast ratio). */
  double contrast(BrandColor other) {
    double one = luminance() + 0.05;
    double two = other.luminance() + 0.05;
    return Math.max(one, two) / Math.min(one, two);
  }

  /** How bright it is, 0 to 1 (WCAG 2.2, relative luminance). */
  private double luminance() {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double value = (channel & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
