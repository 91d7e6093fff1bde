package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.web.Browser;
import org.gatehouse.web.SignOnLink;
import org.gatehouse.web.Texts;

/**
 * {@code /login/sso?provider=…}: asks whom another site has sent to log in whether that is meant,
 * and says where it would be.
 */
@Named
@RequestScoped
public class SignOnQuestion {
  @Inject private IdentityProviders providers;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private Optional<IdentityProvider> provider = Optional.empty();

  @PostConstruct
  void find() {
    provider =
        browser.key("provider").flatMap(providers::withId).filter(IdentityProvider::isEnabled);
  }

  /** Whether the question can be asked: the provider is there. */
  public boolean isAsked() {
    return provider.isPresent();
  }

  /** The question, with the account and the provider. */
  public String getText() {
    return provider
        .map(known -> texts.get("sso.question", known.workspace().name(), known.name()))
        .orElse("");
  }

  /** What goes on at the press of the button. */
  public String getSubmit() {
    return provider.map(known -> texts.get("sso.goOnWith", known.name())).orElse("");
  }

  /** The address of the login at the provider. */
  public String getUrl() {
    String then = browser.parameter("then");
    String more =
        (then.isBlank() ? "" : "&return_url=" + Browser.encode(then))
            + (browser.parameter("force").equals("true") ? "&force=true" : "");
    return provider.map(known -> new SignOnLink(known, more).getUrl()).orElse("");
  }
}
