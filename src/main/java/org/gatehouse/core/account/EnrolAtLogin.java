package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.credential.passkey.PasskeyName;
import org.gatehouse.core.credential.totp.TotpSecret;
import org.gatehouse.core.login.EnrolmentLogin;
import org.gatehouse.core.login.EnrolmentLogin.Enrolling;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Client;

/**
 * Sets up the second factor that a login lacks, and lets in whoever has: both, or neither. Nothing
 * comes of a login that has taken too long, or about which something has changed meanwhile.
 */
@Singleton
@Transactional
public class EnrolAtLogin {
  private final EnrolmentLogin logins;
  private final Enrolment enrolment;
  private final Audit audit;

  @Inject
  EnrolAtLogin(EnrolmentLogin logins, Enrolment enrolment, Audit audit) {
    this.logins = logins;
    this.enrolment = enrolment;
    this.audit = audit;
  }

  /** Who has to set one up, and what would do. */
  public Optional<Enrolling> find(String login) {
    return logins.find(login);
  }

  /** The secret of the app that is being enrolled in this login. */
  public Optional<TotpSecret> secret(String login, Enrolling who) {
    return enrolment.secret(who.user(), login);
  }

  /**
   * Begins with an app.
   *
   * @return whether there is such a login, for which an app would do
   */
  public boolean beginApp(String login) {
    Optional<Enrolling> who = logins.locked(login).filter(Enrolling::app);
    who.ifPresent(enrolling -> enrolment.beginApp(enrolling.user(), login));
    return who.isPresent();
  }

  /**
   * Ends that with the first code of the app.
   *
   * @throws InvalidInput if the code is wrong
   */
  public Optional<Enrolled> confirmApp(String login, String code, Client client) {
    return logins
        .locked(login, client)
        .filter(Enrolling::app)
        .map(
            who -> {
              List<String> codes = enrolment.confirmApp(who.user(), login, code);
              LoggedIn in = logins.enter(who, AuthenticationMethod.ONE_TIME_PASSWORD, client);
              audit.record(in.caller().audited(AuditType.SECOND_FACTOR_ON, "ok"));
              return new Enrolled(in, codes);
            });
  }

  /** What the browser is asked that makes a passkey, as JSON. */
  public String passkeyOptions(String login, Enrolling who) {
    return enrolment.passkeyOptions(who.user(), login);
  }

  /**
   * Adds a passkey.
   *
   * @param made what the browser tells of it
   * @throws InvalidInput if it isn't what was asked for
   * @throws Conflict if it is known, or there are too many
   */
  public Optional<Enrolled> addPasskey(String login, String made, PasskeyName name, Client client) {
    return logins
        .locked(login, client)
        .map(
            who -> {
              List<String> codes =
                  enrolment.addPasskey(who.user(), ShownFactor.to(login, made), name);
              LoggedIn in = logins.enter(who, AuthenticationMethod.PASSKEY, client);
              audit.record(in.caller().audited(AuditType.PASSKEY_ADD, "ok").detail(name.value()));
              return new Enrolled(in, codes);
            });
  }

  /**
   * A login that has got its second factor.
   *
   * @param login who is in
   * @param recoveryCodes those that were just made, to be shown once; none where there are others
   */
  public record Enrolled(LoggedIn login, List<String> recoveryCodes) {
    /** Copies the codes. */
    public Enrolled {
      recoveryCodes = List.copyOf(recoveryCodes);
    }
  }
}
