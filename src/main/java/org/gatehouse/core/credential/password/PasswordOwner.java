package org.gatehouse.core.credential.password;

import java.util.List;
import org.gatehouse.core.user.User;

/**
 * Whose new password it is to be, as far as that matters for what is a good one.
 *
 * @param names what the password must not contain: names under which the account is known
 * @param hints what else others know of the person; a password made of it is easy to guess
 * @param secondFactor whether logging in needs more than the password
 * @param minimum the shortest that the workspace allows, in characters; 0 where it doesn't say
 */
public record PasswordOwner(
    List<String> names, List<String> hints, boolean secondFactor, int minimum) {
  /** Somebody of whom nothing is known. */
  public static final PasswordOwner NOBODY = new PasswordOwner(List.of(), List.of(), false, 0);

  /** Copies the lists. */
  public PasswordOwner {
    names = List.copyOf(names);
    hints = List.copyOf(hints);
  }

  /**
   * Somebody who isn't a user yet, and so has no second factor.
   *
   * @param userName with which the person will log in
   * @param workspaceName what the workspace is called
   * @param workspaceUid what programs call the workspace
   * @param email where the person gets mail
   * @param displayName how the person is called
   */
  public static PasswordOwner newcomer(
      String userName,
      String workspaceName,
      String workspaceUid,
      String email,
      String displayName) {
    return new PasswordOwner(
        List.of(userName, workspaceName, workspaceUid),
        List.of(email.replaceAll("@.*", ""), displayName),
        false,
        0);
  }

  /**
   * A user, whose workspace must have been read.
   *
   * @param secondFactor whether two-factor authentication is on
   */
  public static PasswordOwner of(User user, boolean secondFactor) {
    return newcomer(
            user.name(),
            user.workspace().name(),
            user.workspace().uid(),
            user.email(),
            user.displayName())
        .with(secondFactor);
  }

  /** The same, with or without a second factor. */
  public PasswordOwner with(boolean twoFactors) {
    return new PasswordOwner(names, hints, twoFactors, minimum);
  }

  /** The same in a workspace that asks for so many characters. */
  public PasswordOwner atLeast(int characters) {
    return new PasswordOwner(names, hints, secondFactor, characters);
  }
}
