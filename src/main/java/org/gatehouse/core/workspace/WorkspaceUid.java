package org.gatehouse.core.workspace;

import java.text.Normalizer;
import java.util.Locale;
import org.gatehouse.core.input.InvalidInput;

/**
 * The short name of a workspace, for programs and for {@code uid/user}: 3 to 32 lower-case letters
 * and digits, as CloudForge's domains are.
 *
 * @param value the uid
 */
public record WorkspaceUid(String value) {
  private static final int MINIMUM = 3;
  private static final int MAXIMUM = 32;

  /**
   * @throws InvalidInput if it isn't 3 to 32 letters and digits
   */
  public WorkspaceUid {
    if (value.length() > MAXIMUM || !value.toLowerCase(Locale.ROOT).matches("[a-z0-9]{3,32}")) {
      throw new InvalidInput(
          "workspaceUid.invalid",
          "The workspace uid must have 3 to 32 letters (a to z) and digits.");
    }
    value = value.toLowerCase(Locale.ROOT);
  }

  /** The uid nearest to a name: "Müller & Söhne" gives {@code mullersohne}. */
  public static WorkspaceUid from(WorkspaceName name) {
    String ascii =
        Normalizer.normalize(name.key(), Normalizer.Form.NFKD).replaceAll("[^a-z0-9]", "");
    String padded = ascii.length() < MINIMUM ? "workspace" + ascii : ascii;
    return new WorkspaceUid(padded.substring(0, Math.min(padded.length(), MAXIMUM)));
  }

  /** The next uid to try when this one is taken: the same stem with a number. */
  WorkspaceUid numbered(int number) {
    String suffix = Integer.toString(number);
    return new WorkspaceUid(
        value.substring(0, Math.min(value.length(), MAXIMUM - suffix.length())) + suffix);
  }
}
