package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Reason;
import org.gatehouse.core.oauth.forwardauth.ProxiedApplication;
import org.gatehouse.core.oauth.forwardauth.ProxiedApplications;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.signon.SignOnRefusal;
import org.gatehouse.core.signon.SignOns;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;

/**
 * {@code /login/refused?why=…}: why somebody who comes from an identity provider, or from an
 * application behind a proxy, isn't let in, and what to do.
 */
@Named
@RequestScoped
public class RefusedPage {
  private static final String ANY_OTHER = "other";

  @Inject private IdentityProviders providers;
  @Inject private ProxiedApplications applications;
  @Inject private SignOns signOns;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private Optional<IdentityProvider> provider = Optional.empty();

  @PostConstruct
  void find() {
    provider = browser.key("provider").flatMap(providers::withId);
  }

  /** Says so to programs, too. */
  public void refuse() {
    browser.response().setStatus(HttpServletResponse.SC_FORBIDDEN);
  }

  /** What went wrong, in a few words. */
  public String getTitle() {
    return texts.get("refused." + why() + ".title");
  }

  /** The explanation of the refusal, and what to do about it. */
  public String getText() {
    String text =
        texts.get(
            "refused." + why() + ".text",
            provider.map(known -> known.workspace().name()).orElse(texts.get("refused.workspace")),
            provider.map(IdentityProvider::name).orElse(texts.get("refused.provider")));
    // It may begin with "your identity provider".
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** The code in the audit log, for an administrator who tries a provider; empty for others. */
  public String getCode() {
    return Optional.of(browser.parameter("code"))
        .filter(code -> code.matches("[a-z-]{1,40}"))
        .orElse("");
  }

  /**
   * The details in the audit log, or the provider's own words, for an administrator who tries it.
   */
  public String getWords() {
    return CurrentCaller.of(request)
        .map(caller -> signOns.openWords(caller.userId(), browser.parameter("words")))
        .orElse("");
  }

  /** Where to begin again: at the application, or at the login page; empty for neither. */
  public String getAgainUrl() {
    Optional<String> application =
        applications
            .find(browser.parameter("application"), Optional.empty())
            .map(ProxiedApplication::start);
    return application.isPresent() || CurrentCaller.of(request).isPresent()
        ? application.orElse("")
        : request.getContextPath()
            + "/login"
            + provider
                .map(known -> "?workspace=" + Browser.encode(known.workspace().uid()))
                .orElse("");
  }

  private String why() {
    String wanted = browser.parameter("why");
    return Stream.concat(
            Stream.of(Reason.values()).map(Reason::word),
            Stream.of(SignOnRefusal.values()).map(SignOnRefusal::word))
        .filter(wanted::equals)
        .findFirst()
        .orElse(ANY_OTHER);
  }
}
