package org.gatehouse.web.login;

import com.google.common.collect.ImmutableMap;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.core.signon.SignOnRefusal;
import org.gatehouse.federation.saml.SendAuthnRequest;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.browser.PostedForm;
import org.gatehouse.http.browser.SignOnCookie;
import org.gatehouse.http.filter.SecurityHeaders;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;

/**
 * {@code /login/onward}: brings a form to another site. With {@code ?state=…} a request to an
 * identity provider that takes it by HTTP-POST only (SAML Bindings 3.5); else what this request was
 * answered with, as an application that wants its answer so (Form Post Response Mode).
 */
@Named
@RequestScoped
public class OnwardPage {
  @Inject private CurrentCaller caller;
  @Inject private SendAuthnRequest sendAuthnRequest;
  @Inject private SignOnCookie cookie;
  @Inject private HttpServletRequest httpRequest;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private Optional<PostedForm> posted = Optional.empty();

  @PostConstruct
  void find() {
    posted = PostedForm.of(httpRequest).or(this::toProvider);
  }

  private Optional<PostedForm> toProvider() {
    String state = Objects.requireNonNullElse(httpRequest.getParameter("state"), "");
    return sendAuthnRequest
        .posted(state, cookie.read(httpRequest))
        .map(
            request ->
                new PostedForm(
                    request.action(),
                    ImmutableMap.of(
                        "SAMLRequest", request.samlRequest(), "RelayState", request.relayState()),
                    request.provider()));
  }

  /** Lets the form leave; whoever has nothing to bring is told so. */
  public void prepare() {
    if (posted.isEmpty()) {
      // By the back button perhaps, after the login.
      browser.go(
          caller.find().isPresent() ? "/" : "/login/refused?why=" + SignOnRefusal.EXPIRED.word());
      return;
    }
    SecurityHeaders.letFormsLeave(browser.response(), posted.get().action());
  }

  /** What the browser brings where. */
  public PostedForm getRequest() {
    return posted.orElseThrow();
  }

  /** Where the person goes. */
  public String getText() {
    return texts.get("onward.text", getRequest().recipient());
  }
}
