package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.SecondFactor.Answer;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.input.Busy;
import org.gatehouse.core.input.Names;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.Workspaces;

/**
 * Decides whether somebody is who they say. Every dialect and page ends here. An unknown workspace,
 * an unknown user, a wrong password, an inactive and a locked user take the same steps and the same
 * answer; only the audit log tells them apart.
 */
@Singleton
public class Login {
  private static final String AUDIT_TYPE = "login";
  private static final int LONGEST_NAME = 100;

  private final Workspaces workspaces;
  private final Users users;
  private final Passwords passwords;
  private final SecondFactor secondFactor;
  private final LoginThrottle throttle;
  private final PendingLogins pendingLogins;
  private final OpenSession openSession;
  private final Audit audit;
  private final LockNotice lockNotice;

  @Inject
  Login(
      Workspaces workspaces,
      Users users,
      Passwords passwords,
      SecondFactor secondFactor,
      LoginThrottle throttle,
      PendingLogins pendingLogins,
      OpenSession openSession,
      Audit audit,
      LockNotice lockNotice) {
    this.workspaces = workspaces;
    this.users = users;
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.throttle = throttle;
    this.pendingLogins = pendingLogins;
    this.openSession = openSession;
    this.audit = audit;
    this.lockNotice = lockNotice;
  }

  /**
   * Logs in with a password and, where the user has a second factor, a code.
   *
   * @throws Busy if too many attempts are being judged
   */
  public LoginOutcome login(LoginAttempt attempt) {
    Subject subject = subject(attempt);
    return throttle.attempt(
        subject.key(), admission -> first(new Try(subject, admission, attempt.client()), attempt));
  }

  private LoginOutcome first(Try attempted, LoginAttempt attempt) {
    Subject subject = attempted.subject();
    Optional<PasswordProof> proof =
        passwords.check(subject.user().map(User::id), attempt.password());
    if (attempted.admission() == Admission.LOCKED) {
      return refuse(attempted, "locked");
    }
    if (subject.user().isEmpty()) {
      return refuse(attempted, "unknown");
    }
    if (proof.isEmpty()) {
      return refuse(attempted, "wrong-password");
    }
    User user = subject.user().get();
    if (!user.isActive()) {
      return refuse(attempted, "inactive");
    }
    if (!secondFactor.isOn(user.id())) {
      return open(attempted, attempt.remembered(), proof.get(), "password");
    }
    if (attempt.code().isEmpty()) {
      throttle.takeBack(subject.key(), attempted.admission());
      audit.record(entry("code-required", attempted));
      return new SecondFactorRequired(user, proof.get());
    }
    String code = attempt.code().get();
    return second(attempted, attempt.remembered(), proof.get(), code, () -> true);
  }

  /**
   * The second step of a login on a page.
   *
   * @param pendingToken what {@link PendingLogins#open} gave after the first step
   * @param code a TOTP or recovery code
   * @return {@link SecondFactorRequired} where the code was wrong and another may be tried
   */
  public LoginOutcome complete(String pendingToken, String code, Client client) {
    Optional<PendingLogin> pending = pendingLogins.find(pendingToken);
    if (pending.isEmpty()) {
      return new Refused();
    }
    User user = pending.get().user();
    Subject subject = subject(user);
    return throttle.attempt(
        subject.key(),
        admission ->
            complete(new Try(subject, admission, client), pending.get(), pendingToken, code));
  }

  private LoginOutcome complete(
      Try attempted, PendingLogin pending, String pendingToken, String code) {
    if (attempted.admission() == Admission.LOCKED) {
      return refuse(attempted, "locked");
    }
    if (!pending.user().isActive()) {
      return refuse(attempted, "inactive");
    }
    boolean remembered = pending.isRemembered();
    BooleanSupplier once = () -> pendingLogins.close(pendingToken);
    return second(attempted, remembered, pending.proof(), code, once);
  }

  private LoginOutcome second(
      Try attempted, boolean remembered, PasswordProof proof, String code, BooleanSupplier once) {
    User user = attempted.subject().user().orElseThrow();
    Answer answer = secondFactor.accept(user.id(), code);
    if (!answer.isRight()) {
      refuse(attempted, "wrong-code");
      return new SecondFactorRequired(user, proof);
    }
    if (!once.getAsBoolean()) {
      return refuse(attempted, "login-used");
    }
    String factors = answer == Answer.TOTP ? "password+totp" : "password+recovery-code";
    return open(attempted, remembered, proof, factors);
  }

  private LoginOutcome open(
      Try attempted, boolean remembered, PasswordProof proof, String factors) {
    User user = attempted.subject().user().orElseThrow();
    AuditEntry entry = AuditEntry.of(AUDIT_TYPE, "ok").detail(factors);
    Optional<LoggedIn> opened =
        openSession.open(user, remembered, attempted.client(), Optional.of(proof), entry);
    if (opened.isEmpty()) {
      return refuse(attempted, "changed-meanwhile");
    }
    throttle.succeeded(attempted.subject().key());
    return opened.get();
  }

  private Refused refuse(Try attempted, String reason) {
    audit.record(entry(reason, attempted));
    if (attempted.admission() == Admission.LAST) {
      attempted.subject().user().ifPresent(lockNotice::tell);
    }
    return new Refused();
  }

  private static AuditEntry entry(String outcome, Try attempted) {
    AuditEntry entry = AuditEntry.of(AUDIT_TYPE, outcome).from(attempted.client().address());
    return attempted
        .subject()
        .user()
        .map(user -> entry.about(user.workspace().id(), user.id()))
        .orElse(entry);
  }

  /**
   * Which user is meant: the room's own field says the workspace, else {@code uid/user} does, else
   * what stands beside it, else it is the only one.
   */
  private Subject subject(LoginAttempt attempt) {
    String typed = attempt.userName();
    int slash = typed.indexOf('/');
    boolean qualified = attempt.workspace().isEmpty() && slash >= 0;
    Optional<String> handle =
        qualified ? Optional.of(typed.substring(0, slash)) : attempt.workspace().or(attempt::hint);
    String name = qualified ? typed.substring(slash + 1) : typed;
    Optional<Workspace> workspace =
        handle.isPresent() ? handle.flatMap(workspaces::named) : workspaces.single();
    // A workspace nobody has, so that an unknown one costs the same look-up.
    UUID workspaceId = workspace.map(Workspace::id).orElseGet(UUID::randomUUID);
    Optional<User> user = users.named(workspaceId, name);
    // Whatever way the same nobody is spelled, it is the same count, as it is for somebody.
    String where =
        workspace.map(known -> known.id().toString()).orElseGet(() -> key(handle.orElse("")));
    return user.map(Login::subject)
        .orElseGet(() -> new Subject(RandomToken.hash(where + "/" + key(name)), Optional.empty()));
  }

  private static Subject subject(User user) {
    return new Subject(LoginThrottle.subject(user.id()), Optional.of(user));
  }

  private static String key(String typed) {
    return Names.prepare(typed, LONGEST_NAME).map(Names::key).orElse("/");
  }

  /**
   * Whom an attempt is about.
   *
   * @param key under which failures are counted, for nobody too
   * @param user who it is, if anybody
   */
  private record Subject(String key, Optional<User> user) {}

  /**
   * An attempt under way.
   *
   * @param subject whom it is about
   * @param admission whether it may be made
   * @param client the program at the other end
   */
  private record Try(Subject subject, Admission admission, Client client) {}
}
