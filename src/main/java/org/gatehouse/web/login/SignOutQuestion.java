package org.gatehouse.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.web.Browser;

/** {@code /logout}: asks whom another site has sent to log out whether that is meant. */
@Named
@ApplicationScoped
public class SignOutQuestion {
  @Inject private Browser browser;

  /** Where the session ends, here and at the provider. */
  public String getUrl() {
    Protocol protocol =
        browser.parameter("by").equals(Protocol.SAML.word()) ? Protocol.SAML : Protocol.OIDC;
    String then = browser.parameter("then");
    // What it names is looked at there; nothing is taken from where the browser came from.
    return "/v1/auth/"
        + protocol.word()
        + "/logout?return_url="
        + Browser.encode(then.isBlank() ? "/login" : then);
  }
}
