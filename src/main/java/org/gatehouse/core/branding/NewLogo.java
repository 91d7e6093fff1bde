package org.gatehouse.core.branding;

import com.google.common.hash.Hashing;
import java.util.Base64;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * A picture that somebody gives a workspace.
 *
 * @param logo what a page has to know of it
 * @param image all of it, in Base64
 */
record NewLogo(Logo logo, String image) {
  /**
   * Reads one.
   *
   * @param text see {@link PngImage#read}
   * @throws InvalidInput as there
   */
  static NewLogo read(String text) {
    PngImage png = PngImage.read(text);
    byte[] bytes = png.bytes();
    String hash = Hashing.sha256().hashBytes(bytes).toString();
    return new NewLogo(
        new Logo(hash, png.width(), png.height()), Base64.getEncoder().encodeToString(bytes));
  }
}
