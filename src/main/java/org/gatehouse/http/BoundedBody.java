package org.gatehouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Reads the body of a request, but not more of it than anything we understand can have, and not for
 * longer than anybody needs to send it.
 */
public final class BoundedBody {
  /** The largest body that is looked at, bytes. */
  public static final int LIMIT = 64 * 1024;

  /** The same of what identity providers send, and of what administrators say of them, bytes. */
  public static final int LIMIT_ABOUT_PROVIDERS = 512 * 1024;

  /** The same of people who are imported, bytes. */
  public static final int LIMIT_OF_IMPORTS = 4 * 1024 * 1024;

  /** The time that sending a body may take. */
  public static final Duration LONGEST = Duration.ofSeconds(10);

  private BoundedBody() {}

  /**
   * The whole body.
   *
   * @throws TooLarge if it is larger than {@link #LIMIT}
   * @throws TooSlow if it takes longer than ten seconds
   * @throws BadRequest if it breaks off, or isn't sent as HTTP says
   */
  public static byte[] read(InputStream body) {
    return read(body, LIMIT);
  }

  /**
   * The whole body.
   *
   * @param limit bytes
   * @throws TooLarge if it is larger
   * @throws TooSlow if it takes longer than ten seconds
   * @throws BadRequest if it breaks off, or isn't sent as HTTP says
   */
  public static byte[] read(InputStream body, int limit) {
    try {
      byte[] bytes = ReadDeadline.within(LONGEST, () -> body.readNBytes(limit + 1));
      if (bytes.length > limit) {
        throw new TooLarge(limit);
      }
      return bytes;
    } catch (IOException e) {
      // The client's doing; nothing that the log should tell at length.
      throw new BadRequest("The body can't be read.");
    }
  }

  /** Says that a body was not read to its end, with the status that tells why. */
  public abstract static sealed class Unread extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Unread(int status, String message) {
      super(message, null, false, false);
      this.status = status;
    }

    /** The HTTP status that says so. */
    public int status() {
      return status;
    }
  }

  /** Says that a body is too large. */
  public static final class TooLarge extends Unread {
    private static final long serialVersionUID = 1L;

    TooLarge(int limit) {
      super(413, "The body must not be larger than " + limit + " bytes.");
    }
  }

  /** Says that a body wasn't sent in time (RFC 9110, 15.5.9). */
  public static final class TooSlow extends Unread {
    private static final long serialVersionUID = 1L;

    TooSlow() {
      super(408, "The body must be sent within " + LONGEST.toSeconds() + " seconds.");
    }
  }
}
