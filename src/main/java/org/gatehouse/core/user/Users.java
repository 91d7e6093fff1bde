package org.gatehouse.core.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.refusal.Conflict;

/** The users of all workspaces. */
public interface Users {
  /** The user with this key. */
  Optional<User> withId(UUID id);

  /**
   * The user with this key, for a change in the transaction of the caller: others who want to
   * change the same user wait until it ends.
   */
  Optional<User> toBeChanged(UUID id);

  /**
   * The user of a workspace that has this name, in any case.
   *
   * @param workspaceId whose user; unknown ones have none
   * @param name what somebody typed; anything is allowed
   */
  Optional<User> named(UUID workspaceId, String name);

  /**
   * The people of a workspace of whom an address is declared and who may log in, the oldest account
   * first.
   *
   * @param limit how many at the most
   */
  List<User> withEmail(UUID workspaceId, EmailAddress email, int limit);

  /**
   * The people of all workspaces who may log in and whose {@link User#resetEmail} it is. First
   * those who have confirmed it: they can't be hidden by strangers who sign up with somebody else's
   * address.
   *
   * @param limit how many at the most
   */
  List<User> withResetEmail(EmailAddress email, int limit);

  /**
   * A page of the people or of the service accounts of a workspace, by name.
   *
   * @param workspaceId whose users
   * @param serviceAccounts whether programs rather than people
   * @param search words, each a part of the name, display name or e-mail, in any case and with or
   *     without accents; empty for all
   * @param offset how many to pass over
   * @param limit how many at the most
   */
  UserList search(UUID workspaceId, boolean serviceAccounts, String search, int offset, int limit);

  /**
   * Adds a user, in the transaction of the caller.
   *
   * @throws Conflict if the name is taken in that workspace
   */
  void add(User user);

  /**
   * The active administrators of a workspace other than this user. Whoever asks in a transaction
   * keeps others from asking until it ends, so that two administrators can't remove each other.
   */
  long otherAdministrators(UUID workspaceId, UUID userId);

  /** The active system administrators other than this user; asks in turn, as above. */
  long otherSystemAdministrators(UUID userId);

  /** Notes that the user did something, at most once a minute. */
  void touch(UUID userId, Instant now);
}
