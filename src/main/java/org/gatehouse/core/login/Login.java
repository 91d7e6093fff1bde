package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.Proof;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.SecondFactor.Answer;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.limit.FailureLimit;
import org.gatehouse.core.limit.Permit;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Opening;
import org.gatehouse.core.user.User;

/**
 * Decides whether somebody is who they say. Every dialect and page ends here. An unknown workspace,
 * an unknown user, a wrong password, an inactive and a locked user take the same steps and the same
 * answer; only the audit log tells them apart.
 */
@Singleton
public class Login {
  private static final AuditType AUDIT_TYPE = AuditType.LOGIN;

  private final Subjects subjects;
  private final Passwords passwords;
  private final ApiKeys apiKeys;
  private final SecondFactor secondFactor;
  private final LoginThrottle throttle;
  private final FailureLimit failureLimit;
  private final KnownDevices devices;
  private final PendingLogins pendingLogins;
  private final OpenSession openSession;
  private final Audit audit;
  private final LockNotice lockNotice;
  private final SignOnPolicies policies;

  @Inject
  Login(
      Subjects subjects,
      Passwords passwords,
      ApiKeys apiKeys,
      SecondFactor secondFactor,
      LoginThrottle throttle,
      FailureLimit failureLimit,
      KnownDevices devices,
      PendingLogins pendingLogins,
      OpenSession openSession,
      Audit audit,
      LockNotice lockNotice,
      SignOnPolicies policies) {
    this.subjects = subjects;
    this.passwords = passwords;
    this.apiKeys = apiKeys;
    this.secondFactor = secondFactor;
    this.throttle = throttle;
    this.failureLimit = failureLimit;
    this.devices = devices;
    this.pendingLogins = pendingLogins;
    this.openSession = openSession;
    this.audit = audit;
    this.lockNotice = lockNotice;
    this.policies = policies;
  }

  /**
   * Logs in with a password and, where the user has a second factor, a code; or with a key.
   *
   * @throws Busy if too many attempts are being judged
   * @throws LimitExceeded if too many from this address have failed, and it is no right key
   */
  public LoginOutcome login(LoginAttempt attempt) {
    Client client = attempt.client();
    if (attempt.apiKey().isPresent()) {
      return byKey(subjects.of(attempt), attempt.apiKey().get(), client);
    }
    if (client.device().isEmpty()) {
      // Then nothing but the address can count, and there is no need to look anybody up.
      failureLimit.requireRoom(client.address());
    }
    Subject subject = subjects.of(attempt);
    return counted(subject, client, attempted -> first(attempted, attempt));
  }

  /** Counts an attempt before it is judged, for the one it is about and for where it comes from. */
  private LoginOutcome counted(Subject subject, Client client, Function<Try, LoginOutcome> judge) {
    Optional<String> device = devices.subject(subject.user().map(User::id), client);
    Permit permit =
        device.map(failureLimit::takeOf).orElseGet(() -> failureLimit.takeFrom(client.address()));
    String count = device.orElse(subject.key());
    return unlessItBreaks(
        permit,
        () ->
            throttle.attempt(
                count,
                admission -> judge.apply(new Try(subject, count, admission, client, permit))));
  }

  /** What ends in an error is no failure. */
  private static LoginOutcome unlessItBreaks(Permit permit, Supplier<LoginOutcome> judge) {
    try {
      return judge.get();
    } catch (RuntimeException e) {
      permit.giveBack();
      throw e;
    }
  }

  /**
   * Nobody guesses 256 bits, so a wrong key counts as no failure of the account: a program with a
   * key that was revoked must not lock its person out. Neither does a lock keep a right key out,
   * nor an address from which too much has failed: looking it up costs less than counting it.
   */
  private LoginOutcome byKey(Subject subject, String typed, Client client) {
    Optional<User> user = subject.user();
    Optional<ApiKey> key =
        apiKeys
            .recognise(typed)
            .filter(known -> user.isPresent() && known.userId().equals(user.map(User::id)));
    if (key.isPresent() && user.filter(User::isActive).isPresent()) {
      UUID keyId = key.get().id();
      Try right = new Try(subject, subject.key(), Admission.ADMITTED, client, Permit.NONE);
      Opening byKey = Opening.byKey(key.get());
      return open(right, byKey, () -> apiKeys.good(keyId).isPresent(), "api-key " + keyId);
    }
    Permit permit = failureLimit.takeFrom(client.address());
    Try wrong = new Try(subject, subject.key(), Admission.ADMITTED, client, permit);
    if (key.isPresent()) {
      return refuse(wrong, "inactive");
    }
    return refuse(wrong, user.isEmpty() ? "unknown" : "wrong-key");
  }

  private LoginOutcome first(Try attempted, LoginAttempt attempt) {
    Subject subject = attempted.subject();
    Optional<PasswordProof> proof =
        passwords.check(subject.user().map(User::id), attempt.password());
    if (!attempted.admission().isOpen()) {
      return refuse(attempted, attempted.admission().refusal("wrong-password"));
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
    if (policies.forbidsPassword(user)) {
      return refuse(attempted, "sign-on-required");
    }
    if (!secondFactor.isOn(user.id())) {
      // Of a user no more than the id: a proof may be kept for long.
      PasswordProof right = proof.get();
      Proof still = stillGood(user, right);
      Proof alone = () -> still.isCurrent() && !secondFactor.isOn(right.userId());
      return open(attempted, Opening.byPassword(attempt.remembered()), alone, "password");
    }
    if (attempt.code().isEmpty()) {
      throttle.takeBack(attempted.count(), attempted.admission());
      attempted.permit().giveBack();
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
   * @throws Busy if too many attempts are being judged
   * @throws LimitExceeded if too many from this address have failed
   */
  public LoginOutcome complete(String pendingToken, String code, Client client) {
    Optional<PendingLogin> pending = pendingLogins.find(pendingToken);
    if (pending.isEmpty()) {
      return new Refused();
    }
    User user = pending.get().user();
    Subject subject = Subject.of(user);
    return counted(
        subject, client, attempted -> complete(attempted, pending.get(), pendingToken, code));
  }

  private LoginOutcome complete(
      Try attempted, PendingLogin pending, String pendingToken, String code) {
    if (attempted.admission() == Admission.LOCKED) {
      return refuse(attempted, "locked");
    }
    if (attempted.admission() == Admission.TOO_EARLY) {
      refuse(attempted, "too-early");
      return new SecondFactorRequired(pending.user(), pending.proof());
    }
    if (!pending.user().isActive()) {
      return refuse(attempted, "inactive");
    }
    if (policies.forbidsPassword(pending.user())) {
      return refuse(attempted, "sign-on-required");
    }
    boolean remembered = pending.isRemembered();
    BooleanSupplier once = () -> pendingLogins.close(pendingToken);
    return second(attempted, remembered, pending.proof(), code, once);
  }

  private Proof stillGood(User user, PasswordProof proof) {
    UUID workspaceId = user.workspace().id();
    boolean always = user.isSystemAdministrator();
    return () ->
        passwords.isCurrent(proof)
            && (always || !policies.of(workspaceId).forbidsPassword(proof.userId()));
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
    return open(attempted, Opening.byTwoFactors(remembered), stillGood(user, proof), factors);
  }

  private LoginOutcome open(Try attempted, Opening opening, Proof proof, String factors) {
    User user = attempted.subject().user().orElseThrow();
    AuditEntry entry = AuditEntry.of(AUDIT_TYPE, "ok").detail(factors);
    Optional<LoggedIn> opened = openSession.open(user, opening, attempted.client(), proof, entry);
    if (opened.isEmpty()) {
      return refuse(attempted, "changed-meanwhile");
    }
    attempted.permit().giveBack();
    if (opening.key().isEmpty()) {
      throttle.succeeded(attempted.count());
    }
    return opened.get();
  }

  private Refused refuse(Try attempted, String reason) {
    audit.record(entry(reason, attempted));
    if (attempted.admission() == Admission.LAST) {
      lockNotice.tell(attempted.subject().user(), attempted.client());
    }
    return new Refused();
  }

  private static AuditEntry entry(String outcome, Try attempted) {
    AuditEntry entry =
        AuditEntry.of(AUDIT_TYPE, outcome)
            .from(attempted.client().address(), attempted.client().userAgent());
    return attempted
        .subject()
        .user()
        .map(user -> entry.about(user.workspace().id(), user.id()))
        .orElse(entry);
  }

  /**
   * An attempt under way.
   *
   * @param subject whom it is about
   * @param count under what it is counted as a failure: the user, or a browser known to be theirs
   * @param admission whether it may be made
   * @param client the program at the other end
   * @param permit for one more failure from there
   */
  private record Try(
      Subject subject, String count, Admission admission, Client client, Permit permit) {}
}
