package org.gatehouse.core.administration;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.CallerChanged;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspaces;

/**
 * The transactions behind {@link ManageUsers}: each change with its mail, its audit entry and its
 * effect on sessions, or nothing.
 */
@Singleton
@Transactional
class UserChanges {
  private final Permissions permissions;
  private final Workspaces workspaces;
  private final Users users;
  private final Passwords passwords;
  private final SecondFactor secondFactor;
  private final ApiKeys apiKeys;
  private final Catalog catalog;
  private final Grants grants;
  private final Sessions sessions;
  private final SecurityNotices notices;
  private final Addresses addresses;
  private final SignOnPolicies policies;
  private final Audit audit;
  private final Event<CallerChanged> callerChanges;
  private final Clock clock;

  @Inject
  UserChanges(
      Permissions permissions,
      Workspaces workspaces,
      Users users,
      Passwords passwords,
      SecondFactor secondFactor,
      ApiKeys apiKeys,
      Catalog catalog,
      Grants grants,
      Sessions sessions,
      SecurityNotices notices,
      Addresses addresses,
      SignOnPolicies policies,
      Audit audit,
      Event<CallerChanged> callerChanges,
      Clock clock) {
    this.permissions = permissions;
    this.workspaces = workspaces;
    this.users = users;
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.apiKeys = apiKeys;
    this.catalog = catalog;
    this.grants = grants;
    this.sessions = sessions;
    this.notices = notices;
    this.addresses = addresses;
    this.policies = policies;
    this.audit = audit;
    this.callerChanges = callerChanges;
    this.clock = clock;
  }

  User add(Caller caller, NewUser added, HashedPassword password) {
    require(caller, added.administrator());
    User user =
        new User(
            workspaces.named(caller.workspaceUid()).orElseThrow(),
            added.name(),
            added.email(),
            added.displayName().orElseGet(() -> DisplayName.of(added.name())),
            clock.instant());
    user.vouchForEmail();
    user.makeAdministrator(added.administrator());
    users.add(user);
    giveRoles(user, added.roles());
    passwords.setInitial(user.id(), password);
    addresses.ask(user);
    audit.record(
        about(caller, user, AuditType.USER_ADD)
            .change("administrator", false, added.administrator())
            .changeHidden("email", "", user.email())
            .change("roles", List.of(), grants.roles(user.id())));
    return user;
  }

  User change(Caller caller, UUID userId, UserChange change) {
    User user = user(caller, userId);
    boolean moves = change.email().filter(to -> !to.value().equals(user.email())).isPresent();
    boolean ranks =
        change.administrator().filter(on -> on != user.isAdministrator()).isPresent()
            || change
                .systemAdministrator()
                .filter(on -> on != user.isSystemAdministrator())
                .isPresent();
    boolean bringsBack =
        change.active().filter(on -> on && !user.isActive()).isPresent()
            && (user.isAdministrator() || user.isSystemAdministrator());
    require(caller, moves || ranks || bringsBack);
    String called = user.displayName();
    change.displayName().ifPresent(user::rename);
    change.email().ifPresent(email -> moveTo(caller, user, email));
    change
        .administrator()
        .filter(on -> on != user.isAdministrator())
        .ifPresent(on -> makeAdministrator(caller, user, on));
    change
        .systemAdministrator()
        .filter(on -> on != user.isSystemAdministrator())
        .ifPresent(on -> makeSystemAdministrator(caller, user, on));
    change.active().filter(on -> on != user.isActive()).ifPresent(on -> activate(caller, user, on));
    change.roles().ifPresent(roles -> changeRoles(caller, user, roles));
    callerChanges.fire(new CallerChanged(userId));
    audit.record(
        about(caller, user, AuditType.USER_CHANGE)
            .change("display_name", called, user.displayName()));
    return user;
  }

  User resetSecondFactor(Caller caller, UUID userId) {
    User user = user(caller, userId);
    permissions.requireRecent(caller);
    secondFactor.turnOff(userId);
    endSessions(caller, userId);
    notices.secondFactorOff(user);
    audit.record(about(caller, user, AuditType.SECOND_FACTOR_RESET));
    return user;
  }

  void resetPassword(Caller caller, UUID userId, HashedPassword password) {
    User user = user(caller, userId);
    permissions.requireRecent(caller);
    passwords.setInitial(userId, password);
    // Whoever knew the password may have made some.
    List<UUID> keys = apiKeys.revokeAll(ApiKeyOwner.user(user));
    endSessions(caller, userId);
    notices.passwordChanged(user);
    audit.record(about(caller, user, AuditType.PASSWORD_RESET).change("keys", keys, List.of()));
  }

  private void require(Caller caller, boolean outlasting) {
    if (outlasting) {
      permissions.requireRecent(caller);
    } else {
      permissions.requireStill(caller);
    }
  }

  private void moveTo(Caller caller, User user, EmailAddress to) {
    String before = user.email();
    if (addresses.move(user, to, true)) {
      audit.record(
          about(caller, user, AuditType.EMAIL_CHANGE).changeHidden("email", before, user.email()));
    }
  }

  private void makeAdministrator(Caller caller, User user, boolean on) {
    if (!on) {
      requireAnotherAdministrator(user);
      requireNotTheWayBack(user);
    }
    user.makeAdministrator(on);
    audit.record(
        about(caller, user, on ? AuditType.ADMINISTRATOR_GRANT : AuditType.ADMINISTRATOR_REVOKE)
            .change("administrator", !on, on));
  }

  private void makeSystemAdministrator(Caller caller, User user, boolean on) {
    Permissions.requireSystemAdministrator(caller);
    if (user.isServiceAccount()) {
      throw new NotPermitted("A program can't administer the installation.");
    }
    if (!on) {
      requireAnotherSystemAdministrator(user);
    }
    user.makeSystemAdministrator(on);
    audit.record(
        about(
                caller,
                user,
                on ? AuditType.SYSTEM_ADMINISTRATOR_GRANT : AuditType.SYSTEM_ADMINISTRATOR_REVOKE)
            .change("system_administrator", !on, on));
  }

  private void activate(Caller caller, User user, boolean on) {
    List<UUID> keys = on ? List.of() : shutOut(user);
    user.activate(on);
    audit.record(
        about(caller, user, on ? AuditType.USER_ACTIVATE : AuditType.USER_DEACTIVATE)
            .change("active", !on, on)
            .change("keys", keys, List.of()));
  }

  /** Ends what the user has opened; answers which keys were revoked. */
  private List<UUID> shutOut(User user) {
    requireAnotherAdministrator(user);
    requireAnotherSystemAdministrator(user);
    requireNotTheWayBack(user);
    sessions.endAll(user.id(), Optional.empty());
    // Nobody would think of them when the person comes back. Those of a program the administrator
    // sees, who only lets it rest.
    return user.isServiceAccount() ? List.of() : apiKeys.revokeAll(ApiKeyOwner.user(user));
  }

  private void changeRoles(Caller caller, User user, List<String> roles) {
    List<String> before = grants.roles(user.id());
    giveRoles(user, roles);
    audit.record(
        about(caller, user, AuditType.ROLES_CHANGE)
            .change("roles", before, grants.roles(user.id())));
  }

  private void giveRoles(User user, List<String> roles) {
    grants.give(user.id(), catalog.allNamed(Role.class, user.workspace().id(), roles));
  }

  private void requireAnotherAdministrator(User user) {
    if (user.isAdministrator()
        && users.otherAdministrators(user.workspace().id(), user.id()) == 0) {
      throw new Conflict(
          "user.lastAdministrator",
          "The workspace would be left without an administrator. Make somebody else one first.");
    }
  }

  private void requireAnotherSystemAdministrator(User user) {
    if (user.isSystemAdministrator() && users.otherSystemAdministrators(user.id()) == 0) {
      throw new Conflict(
          "user.lastSystemAdministrator",
          "The installation would be left without a system administrator.");
    }
  }

  private void requireNotTheWayBack(User user) {
    if (policies.of(user.workspace().id()).wayBack().equals(Optional.of(user.id()))) {
      throw new Conflict(
          "user.wayBack",
          "This is the way back in where single sign-on fails. Name somebody else for that first.");
    }
  }

  private void endSessions(Caller caller, UUID userId) {
    Optional<UUID> own =
        caller.userId().equals(userId) ? Optional.of(caller.sessionId()) : Optional.empty();
    sessions.endAll(userId, own);
  }

  /** Locked, so that the rank stays what it was found to be. */
  private User user(Caller caller, UUID userId) {
    User user =
        users
            .toBeChanged(userId)
            .orElseThrow(() -> new IllegalStateException("user " + userId + " has vanished"));
    Permissions.requireAsHighAs(user, caller);
    return user;
  }

  private static AuditEntry about(Caller caller, User user, AuditType type) {
    return caller.acting(type, "ok").about(user.workspace().id(), user.id());
  }
}
