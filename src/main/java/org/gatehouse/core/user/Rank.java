package org.gatehouse.core.user;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * What makes somebody more than a user. A person has any number of them, and may do what one of
 * them grants; whoever has one is changed only by those who may give it.
 */
public enum Rank {
  /** Looks after people and their way in. */
  HELP_DESK("help-desk", Permission.READ_PEOPLE, Permission.MANAGE_PEOPLE),
  /** Reads, and changes nothing. */
  AUDITOR(
      "auditor",
      Permission.READ_PEOPLE,
      Permission.READ_AUDIT,
      Permission.READ_SETTINGS,
      Permission.READ_APPLICATIONS),
  /** Looks after what programs log in with. */
  KEY_MANAGER("key-manager", Permission.READ_APPLICATIONS, Permission.MANAGE_KEYS),
  /** Administers the workspace. */
  WORKSPACE_ADMINISTRATOR(
      Roles.WORKSPACE_ADMINISTRATOR,
      Permission.READ_PEOPLE,
      Permission.MANAGE_PEOPLE,
      Permission.READ_AUDIT,
      Permission.READ_SETTINGS,
      Permission.READ_APPLICATIONS,
      Permission.MANAGE_KEYS,
      Permission.ADMINISTER_WORKSPACE),
  /** Administers the installation; a workspace only with that other rank, too. */
  SYSTEM_ADMINISTRATOR(Roles.SYSTEM_ADMINISTRATOR, Permission.ADMINISTER_INSTALLATION);

  /** Those below administrators: no application sees them, and no token has them. */
  public static final Set<Rank> BELOW_ADMINISTRATORS =
      Collections.unmodifiableSet(EnumSet.range(HELP_DESK, KEY_MANAGER));

  private final String word;
  private final ImmutableSet<Permission> permissions;

  Rank(String word, Permission... permissions) {
    this.word = word;
    this.permissions = ImmutableSet.copyOf(permissions);
  }

  /** The word in requests, in the database and in the audit log. */
  public String word() {
    return word;
  }

  /** Whether it lets somebody do this. */
  public boolean grants(Permission permission) {
    return permissions.contains(permission);
  }

  /** What one needs to give it to somebody, to take it away, or to change somebody who has it. */
  public Permission givenBy() {
    return this == SYSTEM_ADMINISTRATOR
        ? Permission.ADMINISTER_INSTALLATION
        : Permission.ADMINISTER_WORKSPACE;
  }

  /** Which one has this word, if one does. */
  public static Optional<Rank> find(String word) {
    return Arrays.stream(values()).filter(rank -> rank.word.equals(word)).findFirst();
  }

  /** The same, of those below administrators: no word makes an administrator. */
  static Optional<Rank> findBelowAdministrators(String word) {
    return find(word).filter(BELOW_ADMINISTRATORS::contains);
  }

  /**
   * Reads what somebody asks for, of those below administrators.
   *
   * @throws InvalidInput if there is no such rank
   */
  public static Set<Rank> read(Collection<String> words) {
    Set<Rank> ranks = EnumSet.noneOf(Rank.class);
    for (String word : words) {
      ranks.add(
          findBelowAdministrators(word).orElseThrow(() -> new InvalidInput(RankRule.UNKNOWN)));
    }
    return ranks;
  }

  /** Their words, those of lower rank first. */
  public static List<String> words(Set<Rank> ranks) {
    return Arrays.stream(values()).filter(ranks::contains).map(Rank::word).toList();
  }
}
