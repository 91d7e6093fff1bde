package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.core.administration.ManageProviders;
import org.gatehouse.core.administration.ManageSignOnPolicy;
import org.gatehouse.core.provider.ReturnAddress;
import org.gatehouse.core.provider.SignOnPolicy;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;

/**
 * {@code /admin/identity-providers}: those of the workspace, and what it wants of single sign-on.
 */
@Named
@RequestScoped
public class IdentityProvidersPage {
  @Inject private CurrentCaller caller;
  @Inject private ManageProviders manageProviders;
  @Inject private ManageSignOnPolicy signOnPolicy;
  @Inject private Users users;
  @Inject private Clock clock;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private List<ProviderRow> providers = List.of();
  private boolean required;
  private String wayBack = "";
  private String returnAddresses = "";

  @PostConstruct
  void find() {
    providers =
        manageProviders.list(caller.get()).stream()
            .map(provider -> new ProviderRow(provider, clock.instant(), texts))
            .toList();
    SignOnPolicy policy = signOnPolicy.find(caller.get());
    required = policy.isRequired();
    // Whoever turns it on has a password most likely, and needs it when the provider fails.
    wayBack =
        policy.wayBack().flatMap(users::withId).map(User::name).orElse(caller.get().userName());
    returnAddresses =
        policy.returnAddresses().stream()
            .map(ReturnAddress::value)
            .collect(Collectors.joining("\n"));
  }

  /** Sets what the workspace wants, or says what is wrong beside each field. */
  public void savePolicy() {
    Optional<List<ReturnAddress>> addresses =
        texts.read(
            "returnAddresses",
            () ->
                returnAddresses
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(ReturnAddress::new)
                    .toList());
    if (addresses.isEmpty()) {
      return;
    }
    try {
      signOnPolicy.set(caller.get(), required, Optional.of(wayBack), addresses.get());
      browser.go("/admin/identity-providers", "signOnPolicy.saved");
    } catch (InvalidInput e) {
      texts.wrong(e.rule().startsWith("wayBack") ? "wayBack" : "returnAddresses", e);
    } catch (Conflict e) {
      texts.wrong("required", e.rule());
    }
  }

  /** The providers, by name. */
  public List<ProviderRow> getProviders() {
    return providers;
  }

  /** Whether people must log in with one of them. */
  public boolean isRequired() {
    return required;
  }

  /** Whether people must log in with one of them. */
  public void setRequired(boolean required) {
    this.required = required;
  }

  /** The name of the administrator whose password is good nevertheless. */
  public String getWayBack() {
    return wayBack;
  }

  /** The name of the administrator whose password is good nevertheless. */
  public void setWayBack(String wayBack) {
    this.wayBack = wayBack;
  }

  /** Where people may be sent after a login or logout, one a line. */
  public String getReturnAddresses() {
    return returnAddresses;
  }

  /** Where people may be sent after a login or logout, one a line. */
  public void setReturnAddresses(String returnAddresses) {
    this.returnAddresses = returnAddresses;
  }
}
