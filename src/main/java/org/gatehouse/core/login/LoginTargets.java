package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.Workspaces;

/**
 * Finds out which user is meant: the field of the API says the workspace, else {@code uid/user}
 * does, else what stands beside it, else it is the operator's or the only one. Somebody and nobody
 * cost the same.
 */
@Singleton
class LoginTargets {
  private final Workspaces workspaces;
  private final Users users;

  @Inject
  LoginTargets(Workspaces workspaces, Users users) {
    this.workspaces = workspaces;
    this.users = users;
  }

  LoginTarget of(LoginAttempt attempt) {
    String typed = attempt.userName();
    int slash = typed.indexOf('/');
    boolean qualified = attempt.workspace().isEmpty() && slash >= 0;
    Optional<String> handle =
        qualified ? Optional.of(typed.substring(0, slash)) : attempt.workspace().or(attempt::hint);
    String name = qualified ? typed.substring(slash + 1) : typed;
    Optional<Workspace> workspace =
        handle.isPresent() ? handle.flatMap(workspaces::named) : workspaces.standard();
    // A workspace nobody has, so that an unknown one costs the same look-up.
    UUID workspaceId = workspace.map(Workspace::id).orElseGet(UUID::randomUUID);
    Optional<User> user = users.named(workspaceId, name);
    // Whatever way the same nobody is spelled, it is the same count, as it is for somebody.
    String where =
        workspace.map(known -> known.id().toString()).orElseGet(() -> key(handle.orElse("")));
    return user.map(LoginTarget::of)
        .orElseGet(
            () -> new LoginTarget(RandomToken.hash(where + "/" + key(name)), Optional.empty()));
  }

  private static String key(String typed) {
    return Names.prepare(typed, UserName.MAXIMUM).map(Names::key).orElse("/");
  }
}
