package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.gatehouse.core.credential.totp.TotpSecret;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

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

  /** Points the camera at a part of the page. */
  static AuthenticatorApp scan(WebElement picture) throws IOException {
    byte[] photo = picture.getScreenshotAs(OutputType.BYTES);
    var image = ImageIO.read(new ByteArrayInputStream(photo));
    try {
      String text =
          new QRCodeReader()
              .decode(
                  new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))))
              .getText();
      return of(URI.create(text));
    } catch (NotFoundException
        | com.google.zxing.ChecksumException
        | com.google.zxing.FormatException e) {
      throw new AssertionError("The QR code can't be read", e);
    }
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
