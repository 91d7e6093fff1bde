package org.gatehouse.core.signup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.gatehouse.core.account.NewPerson;
import org.gatehouse.core.account.RegisterPerson;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.installation.InstallationClaim;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.OpenSession;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.User;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.Workspaces;

/** Creates a workspace with its first user, who administers it. */
@Singleton
@Transactional
class CreateWorkspace {
  private final Workspaces workspaces;
  private final RegisterPerson registerPerson;
  private final InstallationClaim claim;
  private final OpenSession openSession;
  private final Audit audit;

  @Inject
  CreateWorkspace(
      Workspaces workspaces,
      RegisterPerson registerPerson,
      InstallationClaim claim,
      OpenSession openSession,
      Audit audit) {
    this.workspaces = workspaces;
    this.registerPerson = registerPerson;
    this.claim = claim;
    this.openSession = openSession;
    this.audit = audit;
  }

  /**
   * For who asks, and logs in by that: a program, which can't set up a second factor.
   *
   * @throws SignUpRefused if there has to be one
   */
  LoggedIn createAndLogIn(SignUpRequest request, HashedPassword password) {
    return logIn(create(request, password), request)
        .orElseThrow(() -> new SignUpRefused(SignUpRule.SECOND_FACTOR_REQUIRED));
  }

  /** The same for a person at a page, who can set one up before the login goes on. */
  LoginOutcome createAndBegin(SignUpRequest request, HashedPassword password) {
    User user = create(request, password);
    Optional<LoggedIn> in = logIn(user, request);
    if (in.isPresent()) {
      return in.get();
    }
    audit.record(request.client().audited(AuditType.SIGN_UP, outcome(user), user));
    return new EnrolmentRequired(
        user, new PasswordProof(user.id(), password.phc()), Set.of(AuthenticationMethod.PASSWORD));
  }

  private Optional<LoggedIn> logIn(User user, SignUpRequest request) {
    return openSession.open(
        user,
        SessionOrigin.byPassword(false),
        request.client(),
        AuditEntry.of(AuditType.SIGN_UP, outcome(user)));
  }

  private static String outcome(User user) {
    return user.isSystemAdministrator() ? "system-administrator" : "ok";
  }

  /** For somebody else than who asks. */
  User createFor(SignUpRequest request, HashedPassword password) {
    User user = create(request, password);
    audit.record(request.client().audited(AuditType.SIGN_UP, "ok", user));
    return user;
  }

  /** By the settings: whoever can read them knows the password. */
  User bootstrap(SignUpRequest request, HashedPassword password) {
    Consumer<User> rank = rank(request);
    User user = registerPerson.registerFor(person(request), rank, password);
    audit.record(request.client().audited(AuditType.SIGN_UP, "bootstrap", user));
    return user;
  }

  private User create(SignUpRequest request, HashedPassword password) {
    Consumer<User> rank = rank(request);
    return registerPerson.register(person(request), rank, password, request.client());
  }

  private NewPerson person(SignUpRequest request) {
    Workspace workspace = workspaces.add(request.workspaceName(), request.workspaceUid());
    return new NewPerson(workspace, request.userName(), request.email(), request.displayName());
  }

  /** First of all: whether a name is taken is not for somebody with a wrong code to learn. */
  private Consumer<User> rank(SignUpRequest request) {
    boolean systemAdministrator = isSystemAdministrator(request);
    return user -> {
      user.makeAdministrator(true);
      user.makeSystemAdministrator(systemAdministrator);
    };
  }

  private boolean isSystemAdministrator(SignUpRequest request) {
    if (request.setupCode().isPresent()) {
      // A code that doesn't count must not pass silently as an ordinary sign-up.
      if (!claim.claimWith(request.setupCode().get())) {
        throw new SignUpRefused(SignUpRule.CODE_WRONG);
      }
      return true;
    }
    return request.atTheMachine() && claim.claim();
  }
}
