package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.TransactionalException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.provider.SignOnOffer;
import org.gatehouse.core.provider.SignOnOffers;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.signup.Availability;
import org.gatehouse.http.Requests;
import org.gatehouse.web.Brand;
import org.gatehouse.web.Browser;
import org.gatehouse.web.SignOnLink;

/**
 * The identity providers that the login page offers: those of the workspace that the address, the
 * form or the host names, or of the only one. Where there is no such workspace it is as if it had
 * none, so that nobody learns which there are. The page looks as that workspace wants it, too.
 */
@Named
@RequestScoped
public class SignOnButtons {
  private static final Logger LOG = System.getLogger(SignOnButtons.class.getName());

  @Inject private Requests requests;
  @Inject private Availability availability;
  @Inject private SignOnOffers offers;
  @Inject private Brand brand;
  @Inject private HttpServletRequest request;

  private List<SignOnLink> links = List.of();
  private boolean required;

  @PostConstruct
  void find() {
    try {
      look();
    } catch (PersistenceException | TransactionalException e) {
      // The page says what it can without the database; whoever logs in is told to come back.
      LOG.log(Level.DEBUG, "The database doesn't answer", e);
    } catch (LimitExceeded e) {
      // As if it had none, for somebody who tries one name after the other.
      LOG.log(Level.DEBUG, "Too many workspaces were named that there aren't", e);
    }
  }

  private void look() {
    SignOnOffer offer = offer();
    String then = parameter("then").map(to -> "&return_url=" + Browser.encode(to)).orElse("");
    links = offer.providers().stream().map(provider -> new SignOnLink(provider, then)).toList();
    required = offer.required();
    brand.show(offer.workspaceId());
  }

  private SignOnOffer offer() {
    // The field of the login form has the same name as the parameter of its address.
    Optional<String> named = parameter("workspace").or(() -> requests.workspace(request));
    return named.isEmpty()
        ? offers.ofStandard()
        : named
            .flatMap(handle -> availability.find(handle, requests.client(request).network()))
            .map(offers::of)
            .orElse(SignOnOffer.NONE);
  }

  private Optional<String> parameter(String name) {
    return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isBlank());
  }

  /** One for each. */
  public List<SignOnLink> getLinks() {
    return links;
  }

  /** Whether single sign-on is required. */
  public boolean isRequired() {
    return required;
  }

  /** Whether the password is hidden at first: only the way back in has a use for it. */
  public boolean isPasswordAside() {
    // Who has just sent one wants to see what came of it.
    return required && !"POST".equals(request.getMethod());
  }

  /** Whether somebody asked for single sign-on in vain. */
  public boolean isMissing() {
    return links.isEmpty() && parameter("sso").isPresent();
  }

  /** The address of the page for another workspace, which keeps where the person wanted to go. */
  public String getPageUrl() {
    return "/login/sso" + parameter("then").map(to -> "?then=" + Browser.encode(to)).orElse("");
  }
}
