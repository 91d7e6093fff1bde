package org.gatehouse.core.login;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.SecondFactor.Answer;
import org.gatehouse.core.credential.password.PasswordHasherBusy;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.input.Names;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.mail.Mail;
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

  private final Workspaces workspaces;
  private final Users users;
  private final Passwords passwords;
  private final SecondFactor secondFactor;
  private final LoginThrottle throttle;
  private final PendingLogins pendingLogins;
  private final OpenSession openSession;
  private final Audit audit;
  private final Event<Mail> mails;

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
      Event<Mail> mails) {
    this.workspaces = workspaces;
    this.users = users;
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.throttle = throttle;
    this.pendingLogins = pendingLogins;
    this.openSession = openSession;
    this.audit = audit;
    this.mails = mails;
  }

  /**
   * Logs in with a password and, where the user has a second factor, a code.
   *
   * @throws PasswordHasherBusy if too many passwords are being checked
   */
  public LoginOutcome login(LoginAttempt attempt) {
    Subject subject = subject(attempt);
    boolean locked = throttle.isLocked(subject.key());
    boolean right = passwords.check(subject.user().map(User::id), attempt.password());
    if (locked) {
      return refuse(subject, "locked", attempt.client(), false);
    }
    if (subject.user().isEmpty()) {
      return refuse(subject, "unknown", attempt.client(), true);
    }
    if (!right) {
      return refuse(subject, "wrong-password", attempt.client(), true);
    }
    User user = subject.user().get();
    if (!user.isActive()) {
      return refuse(subject, "inactive", attempt.client(), true);
    }
    if (!secondFactor.isOn(user.id())) {
      return open(user, attempt.remembered(), attempt.client(), "password");
    }
    if (attempt.code().isEmpty()) {
      audit.record(entry("code-required", subject, attempt.client()));
      return new SecondFactorRequired(user);
    }
    Answer answer = secondFactor.accept(user.id(), attempt.code().get());
    if (!answer.isRight()) {
      refuse(subject, "wrong-code", attempt.client(), true);
      return new SecondFactorRequired(user);
    }
    return open(user, attempt.remembered(), attempt.client(), factors(answer));
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
    if (!user.isActive() || throttle.isLocked(subject.key())) {
      return refuse(subject, user.isActive() ? "locked" : "inactive", client, false);
    }
    Answer answer = secondFactor.accept(user.id(), code);
    if (!answer.isRight()) {
      refuse(subject, "wrong-code", client, true);
      return new SecondFactorRequired(user);
    }
    if (!pendingLogins.close(pendingToken)) {
      return refuse(subject, "login-used", client, false);
    }
    return open(user, pending.get().isRemembered(), client, factors(answer));
  }

  private static String factors(Answer answer) {
    return answer == Answer.TOTP ? "password+totp" : "password+recovery-code";
  }

  private LoggedIn open(User user, boolean remembered, Client client, String factors) {
    throttle.succeeded(subject(user).key());
    return openSession.open(
        user, remembered, client, AuditEntry.of(AUDIT_TYPE, "ok").detail(factors));
  }

  private Refused refuse(Subject subject, String reason, Client client, boolean counts) {
    audit.record(entry(reason, subject, client));
    if (counts && throttle.failed(subject.key())) {
      audit.record(entry("locked-now", subject, client));
      subject.user().ifPresent(this::tellLocked);
    }
    return new Refused();
  }

  private void tellLocked(User user) {
    mails.fire(
        new Mail(
            user.email(),
            "Your account is locked for 15 minutes",
            """
            Hello %s,

            somebody tried to log in as %s and failed ten times in a row. To protect the account, nobody can
            log in to it for the next 15 minutes.

            If it was you, wait and try again. If it wasn't, your password is safe as long as it is a good
            one; tell your administrator if it goes on.
            """
                .formatted(user.displayName(), user.qualifiedName())));
  }

  private AuditEntry entry(String outcome, Subject subject, Client client) {
    AuditEntry entry = AuditEntry.of(AUDIT_TYPE, outcome).from(client.address());
    return subject.user().map(user -> entry.about(user.workspace().id(), user.id())).orElse(entry);
  }

  /**
   * Which user is meant: the workspace's own word first, then {@code uid/user}, then the only one.
   */
  private Subject subject(LoginAttempt attempt) {
    String typed = attempt.userName();
    int slash = typed.indexOf('/');
    boolean qualified = attempt.workspace().isEmpty() && slash >= 0;
    Optional<String> handle =
        qualified ? Optional.of(typed.substring(0, slash)) : attempt.workspace();
    String name = qualified ? typed.substring(slash + 1) : typed;
    Optional<Workspace> workspace =
        handle.isPresent() ? handle.flatMap(workspaces::named) : workspaces.single();
    // A workspace nobody has, so that an unknown one costs the same look-up.
    UUID workspaceId = workspace.map(Workspace::id).orElseGet(UUID::randomUUID);
    Optional<User> user = users.named(workspaceId, name);
    return user.map(Login::subject).orElseGet(() -> unknown(handle.orElse(""), name));
  }

  private static Subject subject(User user) {
    return new Subject(LoginThrottle.subject(user.id()), Optional.of(user));
  }

  private static Subject unknown(String handle, String name) {
    String key = bounded(handle) + "/" + bounded(name);
    return new Subject(RandomToken.hash(key), Optional.empty());
  }

  private static String bounded(String text) {
    return Names.key(text.substring(0, Math.min(text.length(), 300)));
  }

  /**
   * Whom an attempt is about.
   *
   * @param key under which failures are counted, for nobody too
   * @param user who it is, if anybody
   */
  private record Subject(String key, Optional<User> user) {}
}
