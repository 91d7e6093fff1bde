package org.gatehouse.federation.saml;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.federation.saml.IdpMetadata.Logout;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.Endpoint;
import org.opensaml.saml.saml2.metadata.IDPSSODescriptor;

/**
 * Where an identity provider says that messages go, by HTTP-Redirect: a browser follows that by
 * itself, while a form that posts itself would need a script within the page. A browser is sent to
 * https or http, and nowhere else.
 */
final class IdpEndpoints {
  private static final int LONGEST = 2_000;

  private IdpEndpoints() {}

  /** Where people log in. */
  static Optional<String> signOn(IDPSSODescriptor role) {
    return byRedirect(role.getSingleSignOnServices())
        .map(service -> text(service.getLocation()))
        .findFirst();
  }

  /** Where people log out. */
  static Optional<Logout> logout(IDPSSODescriptor role) {
    return byRedirect(role.getSingleLogoutServices()).map(IdpEndpoints::logout).findFirst();
  }

  private static Logout logout(Endpoint service) {
    String requests = text(service.getLocation());
    String answers = text(service.getResponseLocation());
    return new Logout(requests, isWeb(answers) ? answers : requests);
  }

  private static Stream<Endpoint> byRedirect(List<? extends Endpoint> services) {
    return services.stream()
        .<Endpoint>map(service -> service)
        .filter(
            service ->
                SAMLConstants.SAML2_REDIRECT_BINDING_URI.equals(service.getBinding())
                    && isWeb(text(service.getLocation())));
  }

  private static boolean isWeb(String location) {
    try {
      URI uri = new URI(location);
      return location.length() <= LONGEST
          && location.chars().allMatch(c -> c > 0x20 && c < 0x7f)
          && uri.getHost() != null
          && uri.getRawFragment() == null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }
}
