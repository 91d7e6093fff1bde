package org.gatehouse.core.administration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;

/**
 * What an administrator changes of a user; nothing stays as it is.
 *
 * @param email where the person gets mail
 * @param displayName how the person is called
 * @param active whether the person may log in
 * @param administrator whether the person administers the workspace
 * @param systemAdministrator whether the person administers the installation; only for others who
 *     do
 * @param roles the names of all roles that the workspace gives to the person
 * @param expiry when the account ends by itself; a moment that isn't there for never
 */
public record UserChange(
    Optional<EmailAddress> email,
    Optional<DisplayName> displayName,
    Optional<Boolean> active,
    Optional<Boolean> administrator,
    Optional<Boolean> systemAdministrator,
    Optional<List<String>> roles,
    Optional<Expiry> expiry) {
  /** A change that leaves the expiry as it is. */
  public UserChange(
      Optional<EmailAddress> email,
      Optional<DisplayName> displayName,
      Optional<Boolean> active,
      Optional<Boolean> administrator,
      Optional<Boolean> systemAdministrator,
      Optional<List<String>> roles) {
    this(email, displayName, active, administrator, systemAdministrator, roles, Optional.empty());
  }

  /**
   * When an account ends by itself.
   *
   * @param at nothing for never
   */
  public record Expiry(Optional<Instant> at) {}

  /** Whether mail to this user is to go elsewhere from now on. */
  boolean moves(User user) {
    return email.filter(to -> !to.value().equals(user.email())).isPresent();
  }

  /**
   * Whether this gives power that outlasts the session of who does it: a rank, the way to new
   * passwords, and the account itself to who has it no longer, or would soon.
   */
  boolean givesPower(User user) {
    boolean ranks =
        administrator.filter(on -> on != user.isAdministrator()).isPresent()
            || systemAdministrator.filter(on -> on != user.isSystemAdministrator()).isPresent();
    boolean bringsBack = active.filter(on -> on && !user.isActive()).isPresent();
    return moves(user) || ranks || bringsBack || extend(user);
  }

  private boolean extend(User user) {
    return user.expiresAt()
        .filter(
            end ->
                expiry.filter(to -> to.at().filter(at -> !at.isAfter(end)).isEmpty()).isPresent())
        .isPresent();
  }

  /** Only lets the user administer the installation, or no longer. */
  public static UserChange systemAdministrator(boolean on) {
    return new UserChange(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(on),
        Optional.empty());
  }

  /** Only lets the user log in, or no longer. */
  public static UserChange active(boolean on) {
    return new UserChange(
        Optional.empty(),
        Optional.empty(),
        Optional.of(on),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
