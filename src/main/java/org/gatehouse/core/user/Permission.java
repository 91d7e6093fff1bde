package org.gatehouse.core.user;

/**
 * What somebody may do beyond the own account; each {@link Rank} grants some. Which page and which
 * operation needs which stands in docs/security/access.md.
 */
public enum Permission {
  /** Sees who is in the workspace, and who was invited. */
  READ_PEOPLE(Role.READ_PEOPLE),
  /**
   * Adds and invites people, changes them, shuts them out, and ends what they have opened; sees
   * their sessions and keys, and resets what they log in with. No ranks, and no roles.
   */
  MANAGE_PEOPLE(Role.MANAGE_PEOPLE),
  /** Reads the audit log of the workspace. */
  READ_AUDIT(Role.READ_AUDIT),
  /** Sees what the workspace demands of logins, and its identity providers. */
  READ_SETTINGS(Role.READ_SETTINGS),
  /** Sees the applications of the workspace. */
  READ_APPLICATIONS(Role.READ_APPLICATIONS),
  /**
   * Service accounts, developer keys and the secrets of applications: makes, replaces and revokes
   * them.
   */
  MANAGE_KEYS(Role.MANAGE_KEYS),
  /** All the rest of the workspace: ranks, roles, policies, providers, applications, imports. */
  ADMINISTER_WORKSPACE(Role.ADMINISTER_WORKSPACE),
  /** What serves all workspaces: signing keys, common applications, the whole audit log. */
  ADMINISTER_INSTALLATION(Role.ADMINISTER_INSTALLATION);

  private final String role;

  Permission(String role) {
    this.role = role;
  }

  /** By what name the container knows who has it. */
  public String role() {
    return role;
  }

  /**
   * The same as roles of the container, for annotations and {@code web.xml}. No role of a workspace
   * can be called so: none has an equals sign.
   */
  public static final class Role {
    public static final String READ_PEOPLE = "may=read-people";
    public static final String MANAGE_PEOPLE = "may=manage-people";
    public static final String READ_AUDIT = "may=read-audit";
    public static final String READ_SETTINGS = "may=read-settings";
    public static final String READ_APPLICATIONS = "may=read-applications";
    public static final String MANAGE_KEYS = "may=manage-keys";
    public static final String ADMINISTER_WORKSPACE = "may=administer-workspace";
    public static final String ADMINISTER_INSTALLATION = "may=administer-installation";

    private Role() {}
  }
}
