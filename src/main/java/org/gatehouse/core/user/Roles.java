package org.gatehouse.core.user;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The roles Gatehouse itself gives, and what roles a user has with those that the workspace gives.
 * They reach the container and the {@code groups} of tokens.
 */
public final class Roles {
  /** Everybody who is logged in. */
  public static final String USER = "user";

  /** Administers the users of the own workspace. */
  public static final String WORKSPACE_ADMINISTRATOR = "workspace-admin";

  /** Administers the installation. */
  public static final String SYSTEM_ADMINISTRATOR = "system-admin";

  /**
   * Logged in with an initial password: may change it and nothing else, and has no other role until
   * then (ASVS 5.0, 6.4.1).
   */
  public static final String PASSWORD_CHANGE = "password-change";

  /** Nobody's: with it Gatehouse asks itself whether the server enforces roles. */
  public static final String SELF_CHECK = "self-check";

  /** All of the above: no workspace can define a role of such a name. */
  public static final Set<String> BUILT_IN =
      Set.of(USER, WORKSPACE_ADMINISTRATOR, SYSTEM_ADMINISTRATOR, PASSWORD_CHANGE, SELF_CHECK);

  private static final List<String> BY_RANK =
      List.of(SYSTEM_ADMINISTRATOR, WORKSPACE_ADMINISTRATOR, USER);

  private Roles() {}

  /** The highest of Gatehouse's own roles among these. */
  public static String highest(Set<String> roles) {
    return BY_RANK.stream().filter(roles::contains).findFirst().orElse(PASSWORD_CHANGE);
  }

  /**
   * The roles of a user.
   *
   * @param user who
   * @param passwordInitial whether the password must be changed first
   * @param given the names of the roles that the workspace has given to the user
   */
  public static Set<String> of(User user, boolean passwordInitial, Collection<String> given) {
    if (passwordInitial) {
      return Set.of(PASSWORD_CHANGE);
    }
    Set<String> roles = new LinkedHashSet<>(given);
    roles.add(USER);
    if (user.isAdministrator()) {
      roles.add(WORKSPACE_ADMINISTRATOR);
    }
    if (user.isSystemAdministrator()) {
      roles.add(SYSTEM_ADMINISTRATOR);
    }
    return Set.copyOf(roles);
  }

  /**
   * Of what something can be demanded: the roles of a user who has no password to be changed, and
   * the ranks, by their words. A role of the workspace that is called like a rank counts, too: that
   * demands more, never less.
   *
   * @param given as above
   */
  public static Set<String> withRanks(User user, Collection<String> given) {
    Set<String> all = new LinkedHashSet<>(of(user, false, given));
    all.addAll(Rank.words(user.ranks()));
    return Set.copyOf(all);
  }

  /** These roles without those that make somebody an administrator. */
  public static Set<String> withoutRank(Set<String> roles) {
    Set<String> rest = new LinkedHashSet<>(roles);
    rest.remove(WORKSPACE_ADMINISTRATOR);
    rest.remove(SYSTEM_ADMINISTRATOR);
    return Set.copyOf(rest);
  }
}
