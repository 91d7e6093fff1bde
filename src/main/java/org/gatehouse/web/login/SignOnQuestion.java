package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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
  @Inject private HttpServletRequest request;
  @Inject private Texts texts;

  private Optional<IdentityProvider> provider = Optional.empty();

  @PostConstruct
  void find() {
    provider =
        id(parameter("provider")).flatMap(providers::withId).filter(IdentityProvider::isEnabled);
  }

  /** Whether there is a provider to ask about. */
  public boolean isAsked() {
    return provider.isPresent();
  }

  /** Whose account at which provider it is about. */
  public String getText() {
    return provider
        .map(known -> texts.get("sso.question", known.workspace().name(), known.name()))
        .orElse("");
  }

  /** What goes on at the press of the button. */
  public String getSubmit() {
    return provider.map(known -> texts.get("sso.goOnWith", known.name())).orElse("");
  }

  /** Where it goes on. */
  public String getUrl() {
    String then = parameter("then");
    String more =
        (then.isBlank() ? "" : "&return_url=" + Browser.encode(then))
            + (parameter("force").equals("true") ? "&force=true" : "");
    return provider.map(known -> new SignOnLink(known, more).getUrl()).orElse("");
  }

  private String parameter(String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
