package org.gatehouse.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.http.FormParameters;
import org.gatehouse.security.AuthorizationHeader;

/** Finds the access token of a request (RFC 6750, 2). */
final class BearerToken {
  private BearerToken() {}

  /**
   * The token, in the header or in the form.
   *
   * @throws OAuthRefusal if there are two
   */
  static Optional<String> of(HttpServletRequest request, FormParameters form) {
    Optional<String> header = AuthorizationHeader.of(request, "Authorization", "Bearer");
    Optional<String> parameter = form.text("access_token");
    if (header.isPresent() && parameter.isPresent()) {
      throw new OAuthRefusal(OAuthError.INVALID_REQUEST, "There are two access tokens.");
    }
    return header.or(() -> parameter);
  }
}
