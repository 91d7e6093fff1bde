package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.core.account.ManagePasskeys;
import org.gatehouse.core.account.Reauthentication;
import org.gatehouse.core.account.RecentAuthentication;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.signon.ProviderSessions;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.Requests;
import org.gatehouse.web.Browser;
import org.gatehouse.web.CurrentUser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** The account of the person who looks at a page, for all pages of this package. */
@Named
@RequestScoped
public class OwnAccount {
  /** The parameters that say what a page is about, in its address and in each form. */
  private static final List<String> WHICH = List.of("name", "id", "protocol", "key");

  @Inject private CurrentCaller caller;
  @Inject private Users users;
  @Inject private Reauthentication reauthentication;
  @Inject private ManagePasskeys managePasskeys;
  @Inject private RecentAuthentication recentAuthentication;
  @Inject private ProviderSessions providerSessions;
  @Inject private HttpServletRequest request;
  @Inject private CurrentUser currentUser;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("currentPassword").secrets("confirmationCode");

  /**
   * Whether the person shows an identity provider who it is, and has no password here that would be
   * good for anything.
   */
  public boolean isByProvider() {
    return recentAuthentication.isByProvider(caller());
  }

  /** Whether the person has just done so, on demand. */
  public boolean isFresh() {
    return recentAuthentication.isRecent(caller());
  }

  /** Whether a code of the second factor is needed beside the password. */
  public boolean isCodeNeeded() {
    return recentAuthentication.isCodeMissing(caller());
  }

  /** What was typed as the current password. */
  Password typedPassword() {
    return new Password(form.text("currentPassword"));
  }

  /**
   * What was shown as the second factor, for {@link Reauthentication#confirm}: a passkey, or the
   * code that was typed.
   */
  Optional<String> typedCode() {
    String passkey = browser.parameter("confirmationPasskey");
    return Optional.of(passkey.isEmpty() ? form.text("confirmationCode") : passkey);
  }

  /** What the browser is asked that shows a passkey instead, as JSON; empty if there is none. */
  public String getPasskeyOptions() {
    return managePasskeys.optionsToConfirm(caller()).orElse("");
  }

  /**
   * Has it judged whether the person has shown who it is.
   *
   * @throws InvalidInput if not
   */
  void confirm() {
    reauthentication.confirm(caller(), typedPassword(), typedCode());
  }

  /** The address at which the person authenticates again, and comes back from to this page. */
  public String getSignOnAddress() {
    String here = request.getContextPath() + Requests.path(request) + which();
    return providerSessions
        .behind(caller().sessionId())
        .map(
            behind ->
                request.getContextPath()
                    + "/v1/auth/"
                    + caller().source()
                    + "/login?force=true&provider="
                    + behind.providerId()
                    + "&return_url="
                    + Browser.encode(here))
        .orElse(here);
  }

  /** The query that keeps the page about the same thing after a form was sent. */
  private String which() {
    String query =
        WHICH.stream()
            .filter(name -> !browser.parameter(name).isEmpty())
            .map(name -> name + "=" + Browser.encode(browser.parameter(name)))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  /** Who calls. */
  Caller caller() {
    return caller.get();
  }

  /** The user that calls. */
  Optional<User> user() {
    return caller.find().map(Caller::userId).flatMap(users::withId);
  }

  /** Whether the declared e-mail address is confirmed. */
  public boolean isEmailConfirmed() {
    return user().filter(User::isEmailConfirmed).isPresent();
  }

  /** What the person may do, in a word or two. */
  String roleText() {
    if (currentUser.may(Permission.ADMINISTER_INSTALLATION)) {
      return texts.get("role.systemAdmin");
    }
    if (currentUser.may(Permission.ADMINISTER_WORKSPACE)) {
      return texts.get("role.workspaceAdmin");
    }
    return caller
        .find()
        .map(Caller::ranks)
        .filter(ranks -> !ranks.isEmpty())
        .map(
            ranks ->
                Rank.words(ranks).stream()
                    .map(rank -> texts.get("rank." + rank))
                    .collect(Collectors.joining(", ")))
        .orElseGet(() -> texts.get("role.user"));
  }

  public Form getForm() {
    return form;
  }
}
