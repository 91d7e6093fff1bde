package org.gatehouse.core.signup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.installation.InstallationClaim;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.OpenSession;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.Workspaces;

/** The transaction of a sign-up: workspace, user, password, claim and session together. */
@Singleton
class CreateWorkspace {
  private final Workspaces workspaces;
  private final Users users;
  private final Passwords passwords;
  private final InstallationClaim claim;
  private final OpenSession openSession;
  private final Addresses addresses;
  private final Audit audit;
  private final Clock clock;

  @Inject
  CreateWorkspace(
      Workspaces workspaces,
      Users users,
      Passwords passwords,
      InstallationClaim claim,
      OpenSession openSession,
      Addresses addresses,
      Audit audit,
      Clock clock) {
    this.workspaces = workspaces;
    this.users = users;
    this.passwords = passwords;
    this.claim = claim;
    this.openSession = openSession;
    this.addresses = addresses;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional
  LoggedIn foundAndOpen(SignUpRequest request, HashedPassword password) {
    User user = found(request, password, false);
    String outcome = user.isSystemAdministrator() ? "system-administrator" : "ok";
    return openSession
        .open(
            user,
            SessionOrigin.byPassword(false),
            request.client(),
            () -> true,
            AuditEntry.of(AuditType.SIGN_UP, outcome))
        .orElseThrow();
  }

  @Transactional
  User foundFor(SignUpRequest request, HashedPassword password) {
    User user = found(request, password, false);
    audit.record(
        AuditEntry.of(AuditType.SIGN_UP, "ok")
            .about(user.workspace().id(), user.id())
            .from(request.client().address(), request.client().userAgent()));
    return user;
  }

  @Transactional
  User found(SignUpRequest request, HashedPassword password, boolean passwordIsInitial) {
    // First of all: whether a name is taken is not for somebody with a wrong code to learn.
    boolean systemAdministrator = isSystemAdministrator(request);
    Workspace workspace = workspaces.add(request.workspaceName(), request.workspaceUid());
    User user =
        new User(
            workspace,
            request.userName(),
            request.email(),
            request.displayName().orElseGet(() -> DisplayName.of(request.userName())),
            clock.instant());
    user.makeAdministrator(true);
    user.makeSystemAdministrator(systemAdministrator);
    users.add(user);
    if (passwordIsInitial) {
      passwords.setInitial(user.id(), password);
    } else {
      passwords.set(user.id(), password);
    }
    addresses.ask(user, request.client());
    return user;
  }

  private boolean isSystemAdministrator(SignUpRequest request) {
    if (request.setupCode().isPresent()) {
      // A code that doesn't count must not pass silently as an ordinary sign-up.
      if (!claim.claimWith(request.setupCode().get())) {
        throw SignUpRefused.wrongCode();
      }
      return true;
    }
    return request.atTheMachine() && claim.claim();
  }
}
