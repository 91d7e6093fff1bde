package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.RecentUsers;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserList;
import org.gatehouse.core.user.UserSearch;
import org.gatehouse.core.user.Users;

/** Finds the people of the own workspace. Those of other workspaces don't exist here. */
@Singleton
public class FindUsers {
  private final Users users;
  private final RecentUsers recentUsers;

  @Inject
  FindUsers(Users users, RecentUsers recentUsers) {
    this.users = users;
    this.recentUsers = recentUsers;
  }

  /** A person of the caller's workspace; everybody in it may know who is in it. */
  public Optional<User> find(Caller caller, String name) {
    return users.named(caller.workspaceId(), name).filter(user -> !user.isServiceAccount());
  }

  /** The same to be shown, as it was a few seconds ago at the most. */
  public Optional<User> findRecent(Caller caller, String name) {
    return recentUsers.named(caller.workspaceId(), name).filter(user -> !user.isServiceAccount());
  }

  /**
   * A page of the people of the caller's workspace.
   *
   * @param search a part of the name, display name or e-mail; empty for all
   * @param page counted from 1
   * @param size how many on a page
   * @throws NotPermitted if the caller has no rank that grants it
   */
  public UserList list(Caller caller, String search, int page, int size) {
    return list(caller, UserSearch.of(search), page, size);
  }

  /**
   * The same of those with all that is wanted.
   *
   * @throws NotPermitted if the caller has no rank that grants it; or that lets it know the roles
   *     of the workspace, if one is asked for
   */
  public UserList list(Caller caller, UserSearch wanted, int page, int size) {
    Permissions.require(caller, Permission.READ_PEOPLE);
    if (wanted.role().isPresent()) {
      Permissions.require(caller, Permission.READ_SETTINGS);
    }
    return users.search(caller.workspaceId(), false, wanted, (page - 1) * size, size);
  }
}
