package org.gatehouse.core.session;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.WorkspaceSettings;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.workspace.Workspace;

/**
 * Which roles applications see, on this server and in tokens. A workspace calls its roles as it
 * likes, so the bare name {@code finance} means something only where it is known whose it is;
 * {@code corpinc/finance} always does. Gatehouse's own roles have bare names everywhere.
 */
@Singleton
public class ApplicationRoles {
  private final WorkspaceSettings workspaces;

  /**
   * @param settings whose bare names count
   */
  @Inject
  public ApplicationRoles(Settings settings) {
    this.workspaces = settings.workspaces();
  }

  /**
   * What the container of an application on this server sees: of Gatehouse, what the caller may do,
   * too.
   */
  public Set<String> of(Caller caller) {
    Set<String> seen = new HashSet<>();
    boolean bare = isBare(caller.workspaceUid(), caller.workspaceName());
    for (String role : caller.roles()) {
      boolean builtIn = Roles.BUILT_IN.contains(role);
      if (builtIn || bare) {
        seen.add(role);
      }
      if (!builtIn) {
        seen.add(qualified(caller.workspaceUid(), role));
      }
    }
    Stream.of(Permission.values()).filter(caller::may).map(Permission::role).forEach(seen::add);
    return Collections.unmodifiableSet(seen);
  }

  /** Whether an application on this server sees that the caller has a role. */
  public boolean has(Caller caller, String role) {
    return Roles.BUILT_IN.contains(role)
        ? caller.roles().contains(role)
        : of(caller).contains(role);
  }

  /**
   * The {@code groups} of a token. Bare, as its readers know them, unless the operator has said
   * whose bare names count: then the others' are qualified.
   */
  public List<String> groups(Caller caller) {
    return groups(caller.roles(), caller.workspaceUid(), caller.workspaceName());
  }

  /** The same for roles of this workspace. */
  public List<String> groups(Set<String> roles, Workspace workspace) {
    return groups(roles, workspace.uid(), workspace.name());
  }

  /**
   * The same for readers who serve all workspaces: bare only where the operator says so, as anybody
   * may call a role of a workspace as somebody else's is called.
   */
  public List<String> groupsForAll(Set<String> roles, Workspace workspace) {
    return groups(roles, workspace.uid(), isBare(workspace.uid(), workspace.name()));
  }

  private List<String> groups(Set<String> roles, String uid, String name) {
    return groups(roles, uid, workspaces.ofRoles().isEmpty() || isBare(uid, name));
  }

  private static List<String> groups(Set<String> roles, String uid, boolean bare) {
    return roles.stream()
        .map(role -> bare || Roles.BUILT_IN.contains(role) ? role : qualified(uid, role))
        .sorted()
        .toList();
  }

  private boolean isBare(String uid, String name) {
    Optional<String> named = workspaces.ofRoles();
    return named.isPresent()
        ? Stream.of(uid, Names.key(name)).anyMatch(Names.key(named.get())::equals)
        : workspaces.rolesOfAll();
  }

  /** No role and no uid has a slash in its name. */
  private static String qualified(String uid, String role) {
    return uid + "/" + role;
  }
}
