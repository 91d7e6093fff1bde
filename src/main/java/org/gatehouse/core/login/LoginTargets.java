package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.login.Claimants.Named;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.Workspaces;

/**
 * Finds out which user is meant: the field of the API says the workspace, else {@code uid/user}
 * does, else what stands beside it, else it is the operator's or the only one. Somebody and nobody
 * cost the same.
 */
@Singleton
class LoginTargets {
  private static final String NOBODYS = "/";

  private final Workspaces workspaces;
  private final Claimants claimants;

  @Inject
  LoginTargets(Workspaces workspaces, Claimants claimants) {
    this.workspaces = workspaces;
    this.claimants = claimants;
  }

  LoginTarget of(LoginAttempt attempt) {
    Typed typed = typed(attempt);
    Optional<Named> named = claimants.named(typed.handle(), typed.name());
    // Whatever way the same nobody is spelled, it is the same count, as it is for somebody.
    String where = named.map(known -> known.workspace().id().toString()).orElseGet(typed::handle);
    return named
        .flatMap(Named::claimant)
        .map(LoginTarget::of)
        .orElseGet(
            () -> new LoginTarget(RandomToken.hash(where + "/" + typed.name()), Optional.empty()));
  }

  /** Whether an attempt is about this user. */
  boolean means(LoginAttempt attempt, User user) {
    Typed typed = typed(attempt);
    Workspace workspace = user.workspace();
    return typed.name().equals(Names.key(user.name()))
        && (typed.handle().equals(workspace.uid())
            || typed.handle().equals(Names.key(workspace.name())));
  }

  private Typed typed(LoginAttempt attempt) {
    String text = attempt.userName();
    int slash = text.indexOf('/');
    boolean qualified = attempt.workspace().isEmpty() && slash >= 0;
    Optional<String> handle =
        qualified ? Optional.of(text.substring(0, slash)) : attempt.workspace().or(attempt::hint);
    return new Typed(
        handle
            .map(typed -> key(typed, WorkspaceName.MAXIMUM))
            .or(() -> workspaces.standard().map(Workspace::uid))
            .orElse(NOBODYS),
        key(qualified ? text.substring(slash + 1) : text, UserName.MAXIMUM));
  }

  /** What can't be a name is nobody's name, but costs the same query. */
  private static String key(String typed, int maximum) {
    return Names.prepare(typed, maximum).map(Names::key).orElse(NOBODYS);
  }

  /** What was typed, in the form in which it is compared. */
  private record Typed(String handle, String name) {}
}
