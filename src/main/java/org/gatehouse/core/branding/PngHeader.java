package org.gatehouse.core.branding;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The head of a picture (PNG, RFC 2083, 4.1.1).
 *
 * @param width pixels, at least one
 * @param height likewise
 * @param depth bits of each channel
 * @param colorType which channels there are
 * @param interlaced whether the pixels come in seven passes (section 2.6)
 */
record PngHeader(int width, int height, int depth, int colorType, boolean interlaced) {
  private static final int LENGTH = 13;
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int INDEXED = 3;
  private static final int BYTES_OF_A_COLOR = 3;

  private static final Map<Integer, Integer> CHANNELS =
      Map.of(GREY, 1, RGB, 3, INDEXED, 1, 4, 2, 6, 4);

  private static final Map<Integer, Set<Integer>> DEPTHS =
      Map.of(
          GREY,
          Set.of(1, 2, 4, 8, 16),
          RGB,
          Set.of(8, 16),
          INDEXED,
          Set.of(1, 2, 4, 8),
          4,
          Set.of(8, 16),
          6,
          Set.of(8, 16));

  /** The first column and row of each pass, and how far it is to the next ones. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  /** What a chunk says, if it is the head of a picture that there can be. */
  static Optional<PngHeader> read(PngChunk chunk) {
    ByteBuffer data = ByteBuffer.wrap(chunk.data());
    if (!chunk.is("IHDR") || data.remaining() != LENGTH) {
      return Optional.empty();
    }
    PngHeader header =
        new PngHeader(data.getInt(), data.getInt(), data.get(), data.get(), data.get(12) == 1);
    boolean isPacked = data.get(10) == 0 && data.get(11) == 0;
    boolean isOrdered = header.interlaced || data.get(12) == 0;
    return isPacked && isOrdered && header.isPossible() ? Optional.of(header) : Optional.empty();
  }

  private boolean isPossible() {
    return width > 0 && height > 0 && DEPTHS.getOrDefault(colorType, Set.of()).contains(depth);
  }

  /** Whether there must be a palette. */
  boolean isIndexed() {
    return colorType == INDEXED;
  }

  /** Whether a chunk is of such a picture: its palette, or what shines through. */
  boolean has(PngChunk chunk) {
    int length = chunk.data().length;
    if (chunk.is(PngChunk.PALETTE)) {
      return isIndexed()
          && length > 0
          && length % BYTES_OF_A_COLOR == 0
          && length <= BYTES_OF_A_COLOR << depth;
    }
    return chunk.is(PngChunk.TRANSPARENCY)
        && switch (colorType) {
          case GREY -> length == 2;
          case RGB -> length == 6;
          case INDEXED -> length > 0 && length <= 1 << depth;
          default -> false;
        };
  }

  /** How many bytes its data has, unpacked: each line has one more for its filter (section 6). */
  long unpacked() {
    if (!interlaced) {
      return unpacked(width, height);
    }
    long all = 0;
    for (int[] pass : PASSES) {
      all += unpacked(after(width, pass[0], pass[2]), after(height, pass[1], pass[3]));
    }
    return all;
  }

  private static int after(int side, int first, int step) {
    return (side - first + step - 1) / step;
  }

  private long unpacked(int columns, int rows) {
    long bits = (long) columns * CHANNELS.getOrDefault(colorType, 0) * depth;
    return columns == 0 ? 0 : rows * (1 + (bits + 7) / 8);
  }
}
