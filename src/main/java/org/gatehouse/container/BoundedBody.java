package org.gatehouse.container;

import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a request, but not more of it than anything we understand can have. */
public final class BoundedBody {
  /** The largest body that is looked at, bytes. */
  public static final int LIMIT = 64 * 1024;

  private BoundedBody() {}

  /**
   * The whole body.
   *
   * @throws TooLarge if it is larger than {@link #LIMIT}
   * @throws IOException if the client stops sending
   */
  public static byte[] read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(LIMIT + 1);
    if (bytes.length > LIMIT) {
      throw new TooLarge();
    }
    return bytes;
  }

  /** Says that a body is too large. */
  public static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("The body must not be larger than " + LIMIT + " bytes.", null, false, false);
    }
  }
}
