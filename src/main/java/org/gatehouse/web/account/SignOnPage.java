package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.signon.ConnectIdentity;
import org.gatehouse.core.signon.ConnectPermission;
import org.gatehouse.core.signon.LinkedIdentity;
import org.gatehouse.http.browser.SignOnCookie;
import org.gatehouse.web.Browser;
import org.gatehouse.web.IdentityRow;
import org.gatehouse.web.SignOnLink;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** {@code /account/sign-on}: how the person logs in. */
@Named
@RequestScoped
public class SignOnPage {
  private static final String HERE = "/account/sign-on";

  @Inject private OwnAccount account;
  @Inject private SignOnCookie cookie;
  @Inject private ConnectIdentity connectIdentity;
  @Inject private ConnectPermission connectPermission;
  @Inject private IdentityProviders providers;
  @Inject private Passwords passwords;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private @Nullable List<LinkedIdentity> links;

  private List<LinkedIdentity> links() {
    List<LinkedIdentity> known = links;
    if (known == null) {
      known = connectIdentity.of(account.caller());
      links = known;
    }
    return known;
  }

  /** Disconnects the identity of the row whose button was pressed, if one was. */
  public void handle() {
    IdentityRow.pressed(request, "disconnect", links())
        .ifPresent(
            link -> {
              try {
                connectIdentity.disconnect(account.caller(), link.providerId(), link.subjectHash());
                browser.go(HERE, "signOn.disconnected");
              } catch (Conflict e) {
                texts.wrong(e);
              }
            });
  }

  /** Shows the links to the providers once the person has authenticated again. */
  public void permit() {
    try {
      account.confirm();
      String permission = connectPermission.permit(account.caller());
      cookie.permit(browser.response(), permission);
      browser.go(HERE);
    } catch (InvalidInput e) {
      texts.wrong("currentPassword", e);
    }
  }

  /** Whether the person has just done so. */
  public boolean isPermitted() {
    return connectPermission.isPermitted(account.caller(), cookie.readPermission(request));
  }

  /** By which providers the person is known. */
  public List<IdentityRow> getIdentities() {
    return IdentityRow.of(links(), providers, texts);
  }

  /** The others, with which the person can connect. */
  public List<SignOnLink> getConnectable() {
    return providers.enabled(account.caller().workspaceId()).stream()
        .filter(this::isUnknown)
        .map(provider -> new SignOnLink(provider, "&connect=true"))
        .toList();
  }

  private boolean isUnknown(IdentityProvider provider) {
    return links().stream().noneMatch(link -> link.providerId().equals(provider.id()));
  }

  /** Whether the person has a password here. */
  public boolean isWithPassword() {
    return passwords.setAt(account.caller().userId()).isPresent();
  }

  /** Whether nothing else is left to log in with. */
  public boolean isOnly() {
    return links().size() == 1 && !isWithPassword();
  }

  /** The names of the providers that a person without a password logs in with. */
  public String getProviderNames() {
    return String.join(
        ", ", getIdentities().stream().map(IdentityRow::provider).distinct().toList());
  }
}
