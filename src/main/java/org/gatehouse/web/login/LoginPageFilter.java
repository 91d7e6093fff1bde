package org.gatehouse.web.login;

import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.TransactionalException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.core.provider.SignOnOffer;
import org.gatehouse.core.provider.SignOnOffers;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.RememberedNames;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.FormToken;
import org.gatehouse.web.Appearance;
import org.gatehouse.web.Brand;
import org.gatehouse.web.CurrentUser;

/**
 * Faces makes the login page once for all who come to it with nothing that would make it another
 * page: a login, parameters, the name of a workspace, their own names. Their pages differ in the
 * language and the colours, in how the workspace wants them, in the identity providers that are
 * offered, and in the token of the form.
 */
public class LoginPageFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String PATH = "/login";

  @Inject private transient SignOnOffers offers;
  @Inject private transient Requests requests;
  @Inject private transient RememberedNames rememberedNames;
  @Inject private transient CurrentUser currentUser;
  @Inject private transient Appearance appearance;
  @Inject private transient Brand brand;
  @Inject private transient FormToken formToken;

  private final transient Map<Look, MadePage> pages = new ConcurrentHashMap<>();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<SignOnOffer> offer = isAnybodys(request) ? offer() : Optional.empty();
    if (offer.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    brand.show(offer.get().workspaceId());
    Look look = new Look(currentUser.getLocale(), appearance.getScheme(), brand.getFace());
    MadePage known = pages.get(look);
    if (known != null && known.isFor(offer.get())) {
      known.write(response, formToken.getValue());
      return;
    }
    forgetOlder(look);
    KeptResponse kept = new KeptResponse(response);
    chain.doFilter(request, kept);
    MadePage.of(kept, formToken.getValue(), offer.get()).ifPresent(made -> pages.put(look, made));
    kept.send();
  }

  private boolean isAnybodys(HttpServletRequest request) {
    return "GET".equals(request.getMethod())
        && request.getRequestURI().equals(request.getContextPath() + PATH)
        && request.getQueryString() == null
        && CurrentCaller.of(request).isEmpty()
        && requests.workspace(request).isEmpty()
        && rememberedNames.read(request).isEmpty();
  }

  private Optional<SignOnOffer> offer() {
    try {
      return Optional.of(offers.ofStandard());
    } catch (PersistenceException | TransactionalException e) {
      // The page knows what to say without the database.
      return Optional.empty();
    }
  }

  /** Not of each workspace there has ever been: what is made for an old one is forgotten. */
  private void forgetOlder(Look look) {
    pages.keySet().removeIf(other -> !other.face().equals(look.face()));
  }

  private record Look(Locale language, String scheme, List<String> face) {}
}
