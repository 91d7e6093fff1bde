package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.core.administration.AdministrationRule;
import org.gatehouse.core.administration.ManageProviders;
import org.gatehouse.core.administration.ManageSignOnPolicy;
import org.gatehouse.core.administration.SignOnPolicyChange;
import org.gatehouse.core.provider.ReturnAddress;
import org.gatehouse.core.provider.SignOnPolicy;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
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
  @Inject private Clock clock;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private List<ProviderRow> providers = List.of();
  private final Form form = new Form("wayBack", "returnAddresses").boxes("required");

  @PostConstruct
  void find() {
    providers =
        manageProviders.list(caller.get()).stream()
            .map(provider -> new ProviderRow(provider, clock.instant(), texts))
            .toList();
    SignOnPolicy policy = signOnPolicy.find(caller.get());
    form.put("required", policy.isRequired());
    // Whoever turns it on has a password most likely, and needs it when the provider fails.
    String suggested =
        caller.get().may(Permission.ADMINISTER_WORKSPACE) ? caller.get().userName() : "";
    form.put("wayBack", signOnPolicy.wayBack(policy).orElse(suggested));
    form.put(
        "returnAddresses",
        policy.returnAddresses().stream()
            .map(ReturnAddress::value)
            .collect(Collectors.joining("\n")));
  }

  /** Sets what the workspace wants, or says what is wrong beside each field. */
  public void savePolicy() {
    Optional<List<ReturnAddress>> addresses =
        texts.read(
            form,
            "returnAddresses",
            typed ->
                typed.lines().filter(line -> !line.isBlank()).map(ReturnAddress::new).toList());
    if (addresses.isEmpty()) {
      return;
    }
    try {
      signOnPolicy.change(
          caller.get(),
          SignOnPolicyChange.of(form.isTicked("required"), form.text("wayBack"), addresses.get()));
      browser.go("/admin/identity-providers", "signOnPolicy.saved");
    } catch (InvalidInput e) {
      boolean wayBack = e.rule() == AdministrationRule.WAY_BACK_INVALID;
      texts.wrong(wayBack ? "wayBack" : "returnAddresses", e);
    } catch (Conflict e) {
      texts.wrong("required", e);
    }
  }

  /** The providers, by name. */
  public List<ProviderRow> getProviders() {
    return providers;
  }

  public Form getForm() {
    return form;
  }
}
