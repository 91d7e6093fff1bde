package org.gatehouse.web.account;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.account.EnrolSecondFactor;
import org.gatehouse.core.account.TurnOffSecondFactor;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.recovery.RecoveryCodes;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.web.AppSecret;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.ShownOnce;
import org.gatehouse.web.Texts;

/** {@code /account/second-factor}: authenticator app and recovery codes. */
@Named
@RequestScoped
public class SecondFactorPage {
  private static final String HERE = "/account/second-factor";

  @Inject private OwnAccount account;
  @Inject private OtherSessions otherSessions;
  @Inject private EnrolSecondFactor enrolment;
  @Inject private TurnOffSecondFactor turnOffSecondFactor;
  @Inject private SecondFactor secondFactor;
  @Inject private Totp totp;
  @Inject private RecoveryCodes storedCodes;
  @Inject private Browser browser;
  @Inject private ShownOnce shownOnce;
  @Inject private Texts texts;

  private final Form form = new Form("code");
  private List<String> recoveryCodes = List.of();
  private Optional<AppSecret> secret = Optional.empty();

  @PostConstruct
  void find() {
    Caller caller = account.caller();
    secret =
        enrolment
            .secret(caller)
            .map(made -> new AppSecret(made, caller.workspaceName(), caller.userName()));
    recoveryCodes = shownOnce.on(HERE);
  }

  /** Begins to enrol an app. */
  public void begin() {
    withPassword(
        () -> {
          enrolment.begin(account.caller());
          browser.go(HERE);
        });
  }

  /** Ends the enrolment with a code of the app, and goes where the recovery codes are shown. */
  public void confirm() {
    try {
      List<String> codes = enrolment.confirm(account.caller(), form.text("code"));
      otherSessions.endIfTicked();
      shownOnce.go(HERE, "secondFactor.on", codes);
    } catch (InvalidInput e) {
      texts.wrong("code", e);
      // It would only stand in the way of the next.
      form.put("code", "");
    }
  }

  /** Forgets the enrolment. */
  public void cancel() {
    enrolment.cancel(account.caller());
    browser.go(HERE);
  }

  /** Turns two-factor authentication off. */
  public void turnOff() {
    withPassword(
        () -> {
          turnOffSecondFactor.turnOff(account.caller(), account.typedPassword());
          otherSessions.endIfTicked();
          browser.go(HERE, "secondFactor.off");
        });
  }

  /** Makes new recovery codes and goes where they are shown. */
  public void renewRecoveryCodes() {
    withPassword(
        () -> {
          List<String> codes = enrolment.renewRecoveryCodes(account.caller());
          otherSessions.endIfTicked();
          shownOnce.go(HERE, "recovery.renewed", codes);
        });
  }

  private void withPassword(Runnable change) {
    try {
      account.confirm();
      change.run();
    } catch (InvalidInput e) {
      texts.wrong("currentPassword", e);
    } catch (Conflict e) {
      if (e.rule() == PolicyRule.REQUIRED) {
        texts.wrong(e);
      } else {
        browser.go(HERE);
      }
    }
  }

  /** Whether two-factor authentication is on. */
  public boolean isOn() {
    return secondFactor.isOn(account.caller().userId());
  }

  /** Whether there is an authenticator app, confirmed. */
  public boolean isAppOn() {
    return totp.isOn(account.caller().userId());
  }

  /** Whether an app is being enrolled. */
  public boolean isEnrolling() {
    return secret.isPresent();
  }

  /** The QR code to scan. */
  public String getQrSvg() {
    String title = texts.get("secondFactor.scan");
    return secret.map(known -> known.svg(title)).orElse("");
  }

  /** The secret to type, in groups of four. */
  public String getKey() {
    return secret.map(AppSecret::key).orElse("");
  }

  /** The recovery codes that were just made; empty if none were. */
  public List<String> getRecoveryCodes() {
    return recoveryCodes;
  }

  /** Where the person wanted to go when the login brought them here; empty if nowhere. */
  public String getThen() {
    return browser.parameter("then");
  }

  /** How many recovery codes are left. */
  public int getRecoveryCodesLeft() {
    return storedCodes.left(account.caller().userId());
  }

  public Form getForm() {
    return form;
  }
}
