package org.gatehouse.core.credential;

import java.util.Optional;
import org.gatehouse.core.text.TypedCode;

/**
 * What somebody shows as a second factor.
 *
 * @param text a code as it was typed, or what a browser tells of a passkey
 * @param asker what has asked, a login or a session: a challenge counts for the one it was made for
 *     alone; nothing where there can't have been one
 */
public record ShownFactor(String text, Optional<String> asker) {
  /** A code that came without having been asked for. */
  public static ShownFactor code(String typed) {
    return new ShownFactor(typed, Optional.empty());
  }

  /** The same, in answer to this login or session. */
  public static ShownFactor to(String asker, String text) {
    return new ShownFactor(text, Optional.of(asker));
  }

  /** The code, as {@link TypedCode} reads it; empty if it is none. */
  public String code() {
    return TypedCode.read(text);
  }

  @Override
  public String toString() {
    return "ShownFactor[hidden]";
  }
}
