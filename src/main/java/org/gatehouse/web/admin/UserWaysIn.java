package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.administration.FindUsers;
import org.gatehouse.core.credential.passkey.Passkey;
import org.gatehouse.core.credential.passkey.Passkeys;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.user.User;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/**
 * {@code /admin/user?name=…}: what the user logs in with, and since when, for who is about to give
 * a rank. Whoever has seen to the account before may have left a way in.
 */
@Named
@RequestScoped
public class UserWaysIn {
  @Inject private CurrentCaller caller;
  @Inject private FindUsers findUsers;
  @Inject private Passkeys passkeys;
  @Inject private Passwords passwords;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private List<Passkey> found = List.of();
  private Optional<Instant> passwordSet = Optional.empty();

  @PostConstruct
  void find() {
    Optional<User> user = findUsers.find(caller.get(), browser.parameter("name"));
    found = user.map(User::id).map(passkeys::of).orElse(List.of());
    passwordSet = user.map(User::id).flatMap(passwords::setAt);
  }

  /** How many passkeys the user has. */
  public int getPasskeys() {
    return found.size();
  }

  /** When the newest of them was made; a dash where there is none. */
  public Moment getNewestPasskey() {
    return texts.moment(found.stream().map(Passkey::createdAt).max(Comparator.naturalOrder()));
  }

  /** When the password was set; a dash where there is none. */
  public Moment getPasswordSet() {
    return texts.moment(passwordSet);
  }

  /** Where the audit log tells what was done to the account. */
  public String getAuditUrl() {
    return "/admin/audit?person=" + Browser.encode(browser.parameter("name"));
  }
}
