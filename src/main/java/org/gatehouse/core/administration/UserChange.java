package org.gatehouse.core.administration;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Rank;
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
 * @param ranks which ranks below administrators the person has from now on, and which not; others
 *     stay
 * @param expiry when the account ends by itself; a moment that isn't there for never
 */
public record UserChange(
    Optional<EmailAddress> email,
    Optional<DisplayName> displayName,
    Optional<Boolean> active,
    Optional<Boolean> administrator,
    Optional<Boolean> systemAdministrator,
    Optional<List<String>> roles,
    Map<Rank, Boolean> ranks,
    Optional<Expiry> expiry) {
  /** A change that leaves these ranks and the expiry as they are. */
  public UserChange(
      Optional<EmailAddress> email,
      Optional<DisplayName> displayName,
      Optional<Boolean> active,
      Optional<Boolean> administrator,
      Optional<Boolean> systemAdministrator,
      Optional<List<String>> roles) {
    this(
        email,
        displayName,
        active,
        administrator,
        systemAdministrator,
        roles,
        Map.of(),
        Optional.empty());
  }

  /** The map is copied. */
  public UserChange {
    ranks = Map.copyOf(ranks);
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
    boolean bringsBack = active.filter(on -> on && !user.isActive()).isPresent();
    return moves(user) || !ranks(user).isEmpty() || bringsBack || extend(user);
  }

  /** Whether a system administrator is none after this, or can't log in. */
  boolean unseats(User user) {
    return user.isSystemAdministrator()
        && (systemAdministrator.filter(on -> !on).isPresent()
            || active.filter(on -> !on).isPresent());
  }

  /** The ranks that the user gets by this, and those that are taken away. */
  Map<Rank, Boolean> ranks(User user) {
    Map<Rank, Boolean> changed = new EnumMap<>(Rank.class);
    administrator.ifPresent(on -> changed.put(Rank.WORKSPACE_ADMINISTRATOR, on));
    systemAdministrator.ifPresent(on -> changed.put(Rank.SYSTEM_ADMINISTRATOR, on));
    changed.putAll(ranks);
    Set<Rank> present = user.ranks();
    changed.entrySet().removeIf(change -> change.getValue() == present.contains(change.getKey()));
    return changed;
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

  /** That a user has these ranks below administrators, and none of the others. */
  public static Map<Rank, Boolean> only(Set<Rank> all) {
    Map<Rank, Boolean> each = new EnumMap<>(Rank.class);
    Rank.BELOW_ADMINISTRATORS.forEach(rank -> each.put(rank, all.contains(rank)));
    return each;
  }

  /** Only gives the user these ranks below administrators, and takes the others away. */
  public static UserChange ranks(Set<Rank> all) {
    return new UserChange(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        only(all),
        Optional.empty());
  }

  /** Only has the account end at this moment; never, where there is none. */
  public static UserChange expiry(Optional<Instant> at) {
    return new UserChange(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.of(new Expiry(at)));
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
