package org.gatehouse.core.branding;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * A picture (PNG, RFC 2083): its chunks are looked at, and those alone are kept without which it
 * would be another one: not where and when it was made, by whom and with what, and nothing that
 * moves. Its data must be as many bytes as it has pixels for; they are counted, never held, and no
 * more of them than that. SVG is a document that can hold scripts and addresses, and is not taken.
 */
final class PngImage {
  /** The widest and the highest, pixels. */
  static final int LONGEST_SIDE = 1024;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private final byte[] bytes;
  private final PngHeader header;

  private PngImage(byte[] bytes, PngHeader header) {
    this.bytes = bytes;
    this.header = header;
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
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    if (bytes.length > Logo.LARGEST) {
      throw tooLarge();
    }
    return read(ByteBuffer.wrap(bytes));
  }

  private static PngImage read(ByteBuffer in) {
    byte[] signature = new byte[Math.min(SIGNATURE.length, in.remaining())];
    in.get(signature);
    if (!Arrays.equals(signature, SIGNATURE)) {
      throw invalid();
    }
    PngChunk first = next(in);
    PngHeader header = PngHeader.read(first).orElseThrow(PngImage::invalid);
    if (header.width() > LONGEST_SIDE || header.height() > LONGEST_SIDE) {
      throw tooLarge();
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.writeBytes(SIGNATURE);
    kept.writeBytes(first.bytes());
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    Set<String> seen = new HashSet<>();
    PngChunk chunk = next(in);
    for (; !chunk.is(PngChunk.END); chunk = next(in)) {
      if (chunk.is(PngChunk.DATA)) {
        seen.add(PngChunk.DATA);
        data.writeBytes(chunk.data());
        kept.writeBytes(chunk.bytes());
      } else if (header.has(chunk) && !seen.contains(PngChunk.DATA) && seen.add(chunk.type())) {
        kept.writeBytes(chunk.bytes());
      }
    }
    kept.writeBytes(chunk.bytes());
    boolean isColored = !header.isIndexed() || seen.contains(PngChunk.PALETTE);
    if (chunk.data().length > 0 || !isColored || !isWhole(data.toByteArray(), header.unpacked())) {
      throw invalid();
    }
    return new PngImage(kept.toByteArray(), header);
  }

  private static PngChunk next(ByteBuffer in) {
    return PngChunk.next(in).orElseThrow(PngImage::invalid);
  }

  /** Whether this is so many bytes once unpacked (RFC 1950), and nothing is behind them. */
  private static boolean isWhole(byte[] packed, long wanted) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] some = new byte[8192];
      long all = 0;
      while (!inflater.finished() && all <= wanted) {
        int more = inflater.inflate(some);
        if (more == 0 && !inflater.finished()) {
          return false;
        }
        all += more;
      }
      return inflater.finished() && all == wanted && inflater.getRemaining() == 0;
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
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
    return header.width();
  }

  /** How high it is, pixels. */
  int height() {
    return header.height();
  }
}
