package org.gatehouse.core.signup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.Workspaces;

/**
 * Tells applications which names are free, before they ask for one. That gives away who exists, so
 * an application may ask only so often, and about the users of its own workspace only.
 */
@Singleton
public class Availability {
  private static final Limit QUESTIONS = new Limit("availability", 30, Duration.ofMinutes(1));

  private final Workspaces workspaces;
  private final Users users;
  private final Limits limits;

  @Inject
  Availability(Workspaces workspaces, Users users, Limits limits) {
    this.workspaces = workspaces;
    this.users = users;
    this.limits = limits;
  }

  /**
   * Whether no workspace has this uid or name.
   *
   * @param asker the workspace of the application that asks
   * @throws LimitExceeded if it asks too often
   */
  public boolean isWorkspaceFree(UUID asker, String handle) {
    count(asker);
    return workspaces.named(handle).isEmpty();
  }

  /**
   * Whether nobody in the asker's workspace has this user name.
   *
   * @param asker the workspace of the application that asks
   * @throws LimitExceeded if it asks too often
   */
  public boolean isUserNameFree(UUID asker, String userName) {
    count(asker);
    return users.named(asker, userName).isEmpty();
  }

  /**
   * The workspace that somebody names who needn't be logged in. Who asks for some that there aren't
   * is guessing, and may do so only as often as an application.
   *
   * @param network where the question comes from
   * @throws LimitExceeded if too many were asked for from there that there aren't
   */
  public Optional<Workspace> find(String handle, String network) {
    limits.requireRoom(QUESTIONS, network);
    Optional<Workspace> found = workspaces.named(handle);
    if (found.isEmpty()) {
      limits.take(QUESTIONS, network);
    }
    return found;
  }

  private void count(UUID asker) {
    limits.take(QUESTIONS, asker.toString());
  }
}
