package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.function.Consumer;
import org.gatehouse.core.account.ManagePasskeys;
import org.gatehouse.core.account.Reauthentication;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.ReauthenticationRule;
import org.gatehouse.core.account.RecentAuthentication;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.oauth.AnswerRequest;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.TryLater;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.signon.ProviderSessions;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.browser.ApplicationLogin;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/**
 * {@code /login/again}: somebody is logged in, and an application wants to know whether it is still
 * the same person, or with which account to go on.
 */
@Named
@RequestScoped
public class AgainPage {
  @Inject private LoginApplication application;
  @Inject private Reauthentication reauthentication;
  @Inject private ManagePasskeys managePasskeys;
  @Inject private RecentAuthentication recentAuthentication;
  @Inject private SecondFactor secondFactor;
  @Inject private ProviderSessions providerSessions;
  @Inject private Authentication authentication;
  @Inject private AnswerRequest answerRequest;
  @Inject private CurrentCaller caller;
  @Inject private LoginCookie cookie;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("then", "step").secrets("password", "code");

  @PostConstruct
  void fillIn() {
    form.put("then", application.then());
    form.put("step", browser.parameter("step"));
  }

  /** Sends those elsewhere who aren't logged in, or for no application. */
  public void prepare() {
    if (caller.find().isEmpty() || !application.isKnown()) {
      browser.goOn(form.text("then"));
    } else {
      application.prepare();
    }
  }

  /** What the page is about. */
  public String getTitle() {
    return texts.get(isReauthentication() ? "again.title" : "again.accountTitle");
  }

  /** Whether the person has to show again who it is. */
  public boolean isReauthentication() {
    return is("reauthentication");
  }

  /** Whether this account can't be the one. */
  public boolean isOtherAccount() {
    return is("other_account");
  }

  private boolean is(String step) {
    return form.text("step").equals(step);
  }

  /** What is asked, in a sentence. */
  public String getText() {
    String what = isOtherAccount() ? "other" : isReauthentication() ? "reauthentication" : "select";
    return texts.get("again." + what, application.getName());
  }

  /** Who is logged in. */
  public String getAccount() {
    return caller.find().map(Caller::name).orElse("");
  }

  /** Whether the person shows an identity provider who it is. */
  public boolean isByProvider() {
    return caller.find().filter(recentAuthentication::isByProvider).isPresent();
  }

  /** Whether a code of the second factor is needed. */
  public boolean isCodeNeeded() {
    return caller.find().filter(who -> secondFactor.isOn(who.userId())).isPresent();
  }

  /** What the browser is asked that shows a passkey, as JSON; empty if there is none. */
  public String getPasskeyOptions() {
    return caller.find().flatMap(managePasskeys::optionsToConfirm).orElse("");
  }

  /** Where the provider asks the person again. */
  public String getSignOnAddress() {
    Caller who = caller.get();
    return providerSessions
        .behind(who.sessionId())
        .map(
            behind ->
                "/v1/auth/"
                    + who.source()
                    + "/login?force=true&provider="
                    + behind.providerId()
                    + "&return_url="
                    + Browser.encode(form.text("then")))
        .orElse("/login");
  }

  /** Looks at what was typed, and goes on. */
  public void confirm() {
    confirm(
        who ->
            reauthentication.confirmAll(
                who, new Password(form.text("password")), Optional.of(form.text("code"))));
  }

  /** Looks at what the browser tells of a passkey, and goes on. */
  public void confirmByPasskey() {
    confirm(who -> reauthentication.confirmByPasskey(who, browser.parameter("passkey")));
  }

  private void confirm(Consumer<Caller> judge) {
    Optional<Caller> who = caller.find();
    if (who.isEmpty()) {
      // Logged out meanwhile: the request says where to log in.
      browser.goOn(form.text("then"));
      return;
    }
    try {
      judge.accept(who.get());
      browser.goOn(form.text("then"));
    } catch (InvalidInput e) {
      texts.wrong(e.rule() == ReauthenticationRule.CODE_WRONG ? "code" : "password", e);
    } catch (ReauthenticationRequired e) {
      texts.wrong("code", "stepUp.codeMissing");
    } catch (TryLater e) {
      texts.wrong("login.busy");
    }
  }

  /** Goes on with this account. */
  public void choose() {
    String then = form.text("then");
    caller
        .find()
        .ifPresent(
            who -> ApplicationLogin.keyOf(then).ifPresent(key -> answerRequest.choose(who, key)));
    browser.goOn(then);
  }

  /** Logs out, and in with another account. */
  public void useAnother() {
    caller.find().ifPresent(authentication::logOut);
    cookie.remove(browser.response());
    // The request says where to log in.
    browser.goOn(form.text("then"));
  }

  public Form getForm() {
    return form;
  }
}
