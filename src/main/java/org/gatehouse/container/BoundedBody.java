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
   * @throws BadRequest if it breaks off, or isn't sent as HTTP says
   */
  public static byte[] read(InputStream body) {
    byte[] bytes = readSome(body);
    if (bytes.length > LIMIT) {
      throw new TooLarge();
    }
    return bytes;
  }

  private static byte[] readSome(InputStream body) {
    try {
      return body.readNBytes(LIMIT + 1);
    } catch (IOException e) {
      // The client's doing; nothing that the log should tell at length.
      throw new BadRequest("The body can't be read.");
    }
  }

  /** Says that a body is too large. */
  public static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("The body must not be larger than " + LIMIT + " bytes.", null, false, false);
    }
  }
}
