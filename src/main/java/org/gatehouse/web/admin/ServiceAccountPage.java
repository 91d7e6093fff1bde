package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.administration.ManageServiceAccounts;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;
import org.gatehouse.web.key.KeysPage;

/** {@code /admin/service-account?name=…}: one service account and its keys. */
@Named
@RequestScoped
public class ServiceAccountPage extends KeysPage {
  @Inject private CurrentCaller caller;
  @Inject private ManageServiceAccounts manageServiceAccounts;
  @Inject private Grants grants;
  @Inject private AccessChoices choices;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private Optional<User> account = Optional.empty();
  private final Form accountForm = new Form("displayName");
  private Choices roles = Choices.NONE;

  @PostConstruct
  void findAccount() {
    account = manageServiceAccounts.find(caller.get(), browser.parameter("name"));
    accountForm.put("displayName", of(User::displayName, ""));
    roles = choices.rolesToGive(of(found -> grants.roles(found.id()), List.of()));
  }

  /** Answers with the error page where there is no such account. */
  public void requireAccount() {
    browser.require(account);
  }

  /** Saves what was changed, or says what is wrong beside each field. */
  public void save() {
    Optional<DisplayName> name = texts.read(accountForm, "displayName", DisplayName::new);
    if (name.isPresent()) {
      change(name, Optional.empty(), roles.changed(), "serviceAccount.saved");
    }
  }

  /** The roles of the account, where whoever looks can't give them. */
  public String getGivenText() {
    return caller.get().may(Permission.ADMINISTER_WORKSPACE)
        ? ""
        : String.join(", ", of(found -> grants.roles(found.id()), List.<String>of()));
  }

  /** Lets the program log in no longer. */
  public void deactivate() {
    change(Optional.empty(), Optional.of(false), Optional.empty(), "serviceAccount.deactivated");
  }

  /** Lets the program log in again. */
  public void activate() {
    change(Optional.empty(), Optional.of(true), Optional.empty(), "serviceAccount.activated");
  }

  private void change(
      Optional<DisplayName> name,
      Optional<Boolean> active,
      Optional<List<String>> newRoles,
      String notice) {
    try {
      manageServiceAccounts.change(caller.get(), getName(), name, active, newRoles);
      browser.go(getAddress(), notice);
    } catch (InvalidInput e) {
      texts.wrong("roles", e);
    }
  }

  @Override
  public void makeKey() {
    if (account.isPresent()) {
      super.makeKey();
    } else {
      browser.fail(404);
    }
  }

  @Override
  protected List<ApiKey> find() {
    return of(found -> manageServiceAccounts.keys(caller.get(), found), List.of());
  }

  @Override
  protected MadeApiKey make(ApiKeyName name, Optional<Instant> expiresAt) {
    return manageServiceAccounts.makeKey(caller.get(), account.orElseThrow(), name, expiresAt);
  }

  @Override
  protected Optional<MadeApiKey> rotate(UUID id, Duration overlap, Optional<Instant> expiresAt) {
    return manageServiceAccounts.rotateKey(
        caller.get(), account.orElseThrow(), id, overlap, expiresAt);
  }

  @Override
  protected void revoke(UUID id) {
    manageServiceAccounts.revokeKey(caller.get(), account.orElseThrow(), id);
  }

  @Override
  public String getAddress() {
    return "/admin/service-account?name=" + Browser.encode(getName());
  }

  @Override
  public String getOwner() {
    return getName();
  }

  private <T> T of(Function<User, T> part, T otherwise) {
    return account.map(part).orElse(otherwise);
  }

  /** With which name the program logs in. */
  public String getName() {
    return of(User::name, "");
  }

  /** Whether the program may log in. */
  public boolean isActive() {
    return of(User::isActive, false);
  }

  /** When the program last did something. */
  public Moment getLastActivity() {
    return texts.moment(account.flatMap(User::lastActivityAt));
  }

  /** Its roles, to be ticked. */
  public Choices getRoles() {
    return roles;
  }

  public Form getAccountForm() {
    return accountForm;
  }
}
