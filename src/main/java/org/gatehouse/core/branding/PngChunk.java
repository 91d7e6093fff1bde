package org.gatehouse.core.branding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** A part of a picture (PNG, RFC 2083, 3.2): its length, its type, its data and its checksum. */
final class PngChunk {
  static final String PALETTE = "PLTE";
  static final String TRANSPARENCY = "tRNS";
  static final String DATA = "IDAT";
  static final String END = "IEND";

  private static final int BEFORE_DATA = 8;
  private static final int AROUND_DATA = 12;

  private final byte[] bytes;

  private PngChunk(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next one, if it is whole and its checksum is right. */
  static Optional<PngChunk> next(ByteBuffer in) {
    if (in.remaining() < AROUND_DATA) {
      return Optional.empty();
    }
    int length = in.getInt(in.position());
    if (length < 0 || length > in.remaining() - AROUND_DATA) {
      return Optional.empty();
    }
    byte[] chunk = new byte[length + AROUND_DATA];
    in.get(chunk);
    CRC32 crc = new CRC32();
    crc.update(chunk, 4, length + 4);
    return (int) crc.getValue() == ByteBuffer.wrap(chunk).getInt(BEFORE_DATA + length)
        ? Optional.of(new PngChunk(chunk))
        : Optional.empty();
  }

  boolean is(String type) {
    return type().equals(type);
  }

  String type() {
    return new String(bytes, 4, 4, StandardCharsets.US_ASCII);
  }

  byte[] data() {
    return Arrays.copyOfRange(bytes, BEFORE_DATA, bytes.length - 4);
  }

  /** All of it. */
  byte[] bytes() {
    return bytes.clone();
  }
}
