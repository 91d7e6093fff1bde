package org.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.gatehouse.core.account.UserPasswordPolicy;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.QueryString;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.browser.ApplicationLogin;
import org.gatehouse.http.browser.PageLanguages;

/** Who looks at a page, for all pages. */
@Named
@ApplicationScoped
public class CurrentUser {
  private static final String THEN = "then";

  /** What a redirect may ask to be shown; nothing else that stands in an address is. */
  private static final Set<String> NOTICES =
      Set.of(
          "signedOut",
          "login.expired",
          "login.ended",
          "login.over",
          "forgot.sent",
          "reset.done",
          "confirmEmail.done",
          "address.sent",
          "address.withdrawn",
          "saved",
          "password.changed",
          "secondFactor.on",
          "secondFactor.off",
          "recovery.renewed",
          "passkey.added",
          "passkey.removed",
          "session.ended",
          "trustedDevices.ended",
          "sessions.endedOthers",
          "activity.disowned.MAIL",
          "activity.disowned.CHOOSE",
          "activity.disowned.NONE",
          "ownApplications.withdrawn",
          "user.added",
          "user.saved",
          "user.deactivated",
          "user.activated",
          "users.deactivated",
          "users.activated",
          "users.sessionsEnded",
          "user.deletedNotice",
          "data.deleted",
          "user.passwordReset",
          "user.secondFactorReset",
          "role.added",
          "role.saved",
          "role.removed",
          "datasource.added",
          "datasource.saved",
          "datasource.removed",
          "serviceAccount.added",
          "serviceAccount.saved",
          "serviceAccount.deactivated",
          "serviceAccount.activated",
          "key.made",
          "key.revoked",
          "application.added",
          "application.saved",
          "application.secretMade",
          "application.removed",
          "webhook.saved",
          "webhook.secretMade",
          "webhook.removed",
          "provider.added",
          "provider.saved",
          "provider.read",
          "provider.removed",
          "signOnPolicy.saved",
          "loginPolicy.saved",
          "branding.saved",
          "samlKey.published",
          "samlKey.used",
          "samlKey.withdrawn",
          "signingKey.withdrawn",
          "device.allowed",
          "device.denied",
          "device.over",
          "signOn.connected",
          "signOn.disconnected",
          "user.sessionsEnded",
          "user.invited",
          "invitation.withdrawn",
          "user.unlocked",
          "user.unlinked");

  @Inject private CurrentCaller caller;
  @Inject private HttpServletRequest request;
  @Inject private Texts texts;
  @Inject private Browser browser;
  @Inject private Authentication authentication;
  @Inject private PasswordPolicy policy;
  @Inject private UserPasswordPolicy userPolicy;
  @Inject private Assets assets;
  @Inject private Appearance appearance;
  @Inject private PageLanguages languages;

  /** Whether anybody is logged in. */
  public boolean isSignedIn() {
    return caller.find().isPresent();
  }

  /** The name with which the person logs in. */
  public String getUserName() {
    return text(Caller::userName);
  }

  /** How the person is called. */
  public String getDisplayName() {
    return text(Caller::displayName);
  }

  /** What the workspace is called. */
  public String getWorkspaceName() {
    return text(Caller::workspaceName);
  }

  /** What programs call the workspace. */
  public String getWorkspaceUid() {
    return text(Caller::workspaceUid);
  }

  /** Whether a rank of the person lets it do this: what a page shows, while the core decides. */
  public boolean may(Permission permission) {
    return has(who -> who.may(permission));
  }

  /** Whether the person has a rank. */
  public boolean isRanked() {
    return has(who -> !who.ranks().isEmpty());
  }

  /** Whether the password must be changed before anything else. */
  public boolean isMustChangePassword() {
    return has(who -> who.is(Roles.PASSWORD_CHANGE));
  }

  /**
   * The language of the page: the one that was chosen in this browser, that an application wants
   * which has sent the person, that the person has chosen elsewhere, or the first that the browser
   * asks for and the pages have.
   */
  public Locale getLocale() {
    return appearance
        .chosenLanguage()
        .or(
            () ->
                ApplicationLogin.languages(request.getQueryString(), then())
                    .flatMap(languages::first))
        .or(appearance::languageOfPerson)
        .or(() -> languages.first(Collections.list(request.getLocales()).stream()))
        .orElse(Locale.ENGLISH);
  }

  /** As Faces has it: on the error page nothing is read of a body, which could end in another. */
  private String then() {
    FacesContext faces = FacesContext.getCurrentInstance();
    return faces == null
        ? QueryString.first(request.getQueryString(), THEN).orElse("")
        : faces.getExternalContext().getRequestParameterMap().getOrDefault(THEN, "");
  }

  /** The version of style sheet and script. */
  public String getAssetVersion() {
    return assets.version();
  }

  /** The shortest new password of whoever looks at the page, in characters. */
  public int getPasswordMinimum() {
    return caller
        .find()
        .map(userPolicy::minimumLength)
        .orElseGet(() -> policy.minimumLength(false));
  }

  /** What the page before wanted to be said here; empty if nothing. */
  public String getNotice() {
    return QueryString.first(request.getQueryString(), "notice")
        .filter(NOTICES::contains)
        .filter(notice -> "GET".equals(request.getMethod()))
        .map(texts::get)
        .orElse("");
  }

  /**
   * Where somebody logs out whom an identity provider has logged in, there and here; empty for
   * others. An address to follow: browsers let no form lead to another site.
   */
  public String getProviderSignOut() {
    return caller
        .find()
        .map(Caller::source)
        .filter(source -> !source.equals(Caller.LOCAL))
        .map(
            source ->
                request.getContextPath()
                    + "/v1/auth/"
                    + source
                    + "/logout?return_url="
                    + Browser.encode(Redirect.LOGGED_OUT))
        .orElse("");
  }

  /** Ends the session and goes to the login page. */
  public void signOut() {
    caller.find().ifPresent(authentication::logOut);
    browser.leave();
  }

  private String text(Function<Caller, String> part) {
    return caller.find().map(part).orElse("");
  }

  private boolean has(Predicate<Caller> property) {
    return caller.find().filter(property).isPresent();
  }
}
