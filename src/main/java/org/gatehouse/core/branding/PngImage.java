package org.gatehouse.core.branding;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * A picture (PNG, RFC 2083), drawn anew: nothing is kept of what was given but its pixels, so it
 * tells neither where and when it was made nor by whom, doesn't move, and is nothing else beside.
 * SVG is a document that can hold scripts and addresses, and is not taken.
 */
final class PngImage {
  /** The widest and the highest, pixels. */
  static final int LONGEST_SIDE = 1024;

  private static final String FORMAT = "png";

  private final byte[] bytes;
  private final int width;
  private final int height;

  private PngImage(BufferedImage picture) {
    this.bytes = encode(picture);
    this.width = picture.getWidth();
    this.height = picture.getHeight();
  }

  /**
   * Reads one.
   *
   * @param text Base64 (RFC 4648), perhaps as a {@code data:} address (RFC 2397)
   * @throws InvalidInput if it is none, or too large
   */
  static PngImage read(String text) {
    String base64 = text.strip().replaceFirst("^data:image/png;base64,", "");
    if (base64.length() > Logo.LARGEST * 3 / 2) {
      throw tooLarge();
    }
    byte[] given;
    try {
      given = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    if (given.length > Logo.LARGEST) {
      throw tooLarge();
    }
    PngImage image = new PngImage(decode(given));
    if (image.bytes.length > Logo.LARGEST) {
      throw tooLarge();
    }
    return image;
  }

  /** Nothing is unpacked before it is known how large it will be, and nothing but pixels. */
  private static BufferedImage decode(byte[] given) {
    ImageReader reader = ImageIO.getImageReadersByFormatName(FORMAT).next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(given))) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) > LONGEST_SIDE || reader.getHeight(0) > LONGEST_SIDE) {
        throw tooLarge();
      }
      return reader.read(0);
    } catch (InvalidInput e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // What is wrong with a picture the reader says in many ways.
      throw invalid();
    } finally {
      reader.dispose();
    }
  }

  private static byte[] encode(BufferedImage picture) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(written)) {
      ImageIO.write(picture, FORMAT, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written.toByteArray();
  }

  private static InvalidInput invalid() {
    return new InvalidInput(BrandRule.LOGO_INVALID);
  }

  private static InvalidInput tooLarge() {
    return new InvalidInput(BrandRule.LOGO_TOO_LARGE, Logo.LARGEST / 1024, LONGEST_SIDE);
  }

  /** The whole file. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** How wide it is, pixels. */
  int width() {
    return width;
  }

  /** How high it is, pixels. */
  int height() {
    return height;
  }
}
