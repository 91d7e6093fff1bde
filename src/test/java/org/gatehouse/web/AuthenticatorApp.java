package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.imageio.ImageIO;
import org.gatehouse.core.credential.totp.TotpSecret;
import org.gatehouse.fixture.Browser;

/** The app on a phone that has scanned what the screen shows. */
final class AuthenticatorApp {
  private static final Duration STEP = Duration.ofSeconds(30);

  private final String account;
  private final TotpSecret secret;
  private Instant next = Instant.now();

  private AuthenticatorApp(String account, TotpSecret secret) {
    this.account = account;
    this.secret = secret;
  }

  /** Points the camera at the code on the page. */
  static AuthenticatorApp scan(Browser browser) throws IOException {
    byte[] photo = browser.picture(".qr");
    return of(URI.create(read(ImageIO.read(new ByteArrayInputStream(photo)))));
  }

  /**
   * Reads a QR code. A module is about three pixels of the screen and not a whole number of them,
   * which this reader doesn't find in one code of a hundred; a phone in a hand doesn't hold still.
   */
  static String read(BufferedImage photo) {
    IOException missed = new IOException("from no distance and angle");
    for (double zoom : new double[] {1, 1.4, 2, 2.7, 3.3}) {
      for (double degrees : new double[] {0, 3, -7}) {
        var source = new BufferedImageLuminanceSource(seen(photo, zoom, degrees));
        try {
          return new QRCodeReader()
              .decode(
                  new BinaryBitmap(new HybridBinarizer(source)),
                  Map.of(DecodeHintType.TRY_HARDER, true))
              .getText();
        } catch (NotFoundException | ChecksumException | FormatException e) {
          missed.addSuppressed(e);
        }
      }
    }
    throw new AssertionError("The QR code can't be read", missed);
  }

  private static BufferedImage seen(BufferedImage photo, double zoom, double degrees) {
    // Room for the corners, white as the page around the code.
    int side = (int) (1.2 * zoom * Math.max(photo.getWidth(), photo.getHeight()));
    var view = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = view.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, side, side);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.translate(side / 2.0, side / 2.0);
    graphics.rotate(Math.toRadians(degrees));
    graphics.scale(zoom, zoom);
    graphics.drawImage(photo, -photo.getWidth() / 2, -photo.getHeight() / 2, null);
    graphics.dispose();
    return view;
  }

  /** What makes its codes, as people type it. */
  String secret() {
    return secret.base32();
  }

  private static AuthenticatorApp of(URI uri) {
    assertThat(uri).hasScheme("otpauth").hasHost("totp");
    assertThat(uri.getRawQuery()).contains("issuer=Gatehouse", "digits=6", "period=30");
    String secret = uri.getRawQuery().replaceAll(".*secret=([A-Z2-7]+).*", "$1");
    String account = URLDecoder.decode(uri.getRawPath().substring(1), StandardCharsets.UTF_8);
    return new AuthenticatorApp(account, TotpSecret.parse(secret));
  }

  /** What the app calls the account. */
  String account() {
    return account;
  }

  /**
   * A code that hasn't been given out before. The second one is that of the next half minute, which
   * the server accepts because clocks differ; a third one would come too early.
   */
  String code() {
    String code = secret.code(next);
    next = next.plus(STEP);
    return code;
  }
}
