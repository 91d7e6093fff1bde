package org.gatehouse.web;

import io.nayuki.qrcodegen.QrCode;
import java.util.Locale;

/**
 * QR codes as inline SVG, which needs neither an image nor a style that the page's policy forbids.
 */
final class QrCodes {
  /** Light modules around the code, as ISO 18004 asks for. */
  private static final int QUIET_ZONE = 4;

  private QrCodes() {}

  /**
   * Draws a text.
   *
   * @param text what the code says
   * @param title what a screen reader says instead; plain text
   */
  static String svg(String text, String title) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET_ZONE).append(',').append(y + QUIET_ZONE);
          path.append("h1v1h-1z");
        }
      }
    }
    int size = code.size + 2 * QUIET_ZONE;
    // Dark on light in dark mode too: not every app reads the reverse.
    return String.format(
        Locale.ROOT,
        """
    <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="%s" viewBox="0 0 %d %d" \
    shape-rendering="crispEdges"><rect width="100%%" height="100%%" fill="#fff"/><path d="%s" fill="#000"/></svg>""",
        title,
        size,
        size,
        path);
  }
}
