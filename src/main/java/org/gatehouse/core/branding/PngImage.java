package org.gatehouse.core.branding;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.zip.CRC32;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * A picture (PNG, RFC 2083): its chunks are looked at, and those alone are kept that are of the
 * picture itself. Nothing is unpacked here; what a browser has to unpack is bounded by its width
 * and height. SVG is a document that can hold scripts and addresses, and is not taken.
 */
final class PngImage {
  /** The largest, bytes: as Base64 in a form it fits into what pages take. */
  static final int LARGEST = 32 * 1024;

  /** The widest and the highest, pixels. */
  static final int LONGEST_SIDE = 1024;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final String HEADER = "IHDR";
  private static final String END = "IEND";
  private static final int HEADER_LENGTH = 13;

  /** Not where and when it was made, by whom and with what; and nothing that moves. */
  private static final Set<String> KEPT =
      Set.of(HEADER, "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "IDAT", END);

  private final byte[] bytes;
  private final int width;
  private final int height;

  private PngImage(byte[] bytes, int width, int height) {
    this.bytes = bytes;
    this.width = width;
    this.height = height;
  }

  /**
   * Reads one.
   *
   * @param text Base64 (RFC 4648), perhaps as a {@code data:} address (RFC 2397)
   * @throws InvalidInput if it is none, or too large
   */
  static PngImage read(String text) {
    String base64 = text.strip().replaceFirst("^data:image/png;base64,", "");
    if (base64.length() > LARGEST * 3 / 2) {
      throw tooLarge();
    }
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    if (bytes.length > LARGEST) {
      throw tooLarge();
    }
    return read(ByteBuffer.wrap(bytes));
  }

  private static PngImage read(ByteBuffer in) {
    byte[] signature = new byte[SIGNATURE.length];
    if (in.remaining() < SIGNATURE.length) {
      throw invalid();
    }
    in.get(signature);
    if (!Arrays.equals(signature, SIGNATURE)) {
      throw invalid();
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.writeBytes(SIGNATURE);
    byte[] header = next(in);
    if (!isOf(header, HEADER) || number(header, 0) != HEADER_LENGTH) {
      throw invalid();
    }
    int width = number(header, 8);
    int height = number(header, 12);
    if (width < 1 || height < 1) {
      throw invalid();
    }
    if (width > LONGEST_SIDE || height > LONGEST_SIDE) {
      throw tooLarge();
    }
    byte[] chunk = header;
    boolean hasData = false;
    while (true) {
      if (KEPT.contains(type(chunk))) {
        kept.writeBytes(chunk);
      }
      hasData |= isOf(chunk, "IDAT");
      if (isOf(chunk, END)) {
        break;
      }
      chunk = next(in);
    }
    if (!hasData) {
      throw invalid();
    }
    return new PngImage(kept.toByteArray(), width, height);
  }

  /** A chunk: its length, its type, its data and its checksum, which is right. */
  private static byte[] next(ByteBuffer in) {
    if (in.remaining() < 12) {
      throw invalid();
    }
    int length = in.getInt(in.position());
    if (length < 0 || length > in.remaining() - 12) {
      throw invalid();
    }
    byte[] chunk = new byte[length + 12];
    in.get(chunk);
    CRC32 crc = new CRC32();
    crc.update(chunk, 4, length + 4);
    if ((int) crc.getValue() != number(chunk, length + 8)) {
      throw invalid();
    }
    return chunk;
  }

  private static int number(byte[] chunk, int at) {
    return ByteBuffer.wrap(chunk).getInt(at);
  }

  private static boolean isOf(byte[] chunk, String type) {
    return type(chunk).equals(type);
  }

  private static String type(byte[] chunk) {
    return new String(chunk, 4, 4, StandardCharsets.US_ASCII);
  }

  private static InvalidInput invalid() {
    return new InvalidInput(BrandRule.LOGO_INVALID);
  }

  private static InvalidInput tooLarge() {
    return new InvalidInput(BrandRule.LOGO_TOO_LARGE, LARGEST / 1024, LONGEST_SIDE);
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
