package org.gatehouse.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.proof.ShownProof;
import org.gatehouse.core.oauth.proof.ShownToken;
import org.gatehouse.core.oauth.token.TokenType;
import org.gatehouse.http.FormParameters;
import org.gatehouse.http.Requests;
import org.gatehouse.security.AuthorizationHeader;

/** Finds the access token of a request, and the proof of a key (RFC 6750, 2; RFC 9449, 4 and 7). */
final class ShownTokens {
  private ShownTokens() {}

  /**
   * The token, in the header or in the form.
   *
   * @throws OAuthRefusal if there are two
   */
  static Optional<ShownToken> of(
      HttpServletRequest request, FormParameters form, Requests requests) {
    TokenType type = type(request);
    Optional<String> header = header(request, type);
    Optional<String> parameter = form.text("access_token");
    if (header.isPresent() && parameter.isPresent()) {
      throw new OAuthRefusal(OAuthError.INVALID_REQUEST, "There are two access tokens.");
    }
    return header
        .or(() -> parameter)
        .map(token -> new ShownToken(token, type, proof(request, requests)));
  }

  /** As what it is shown; what stands in a form is shown as it always was. */
  static TokenType type(HttpServletRequest request) {
    return header(request, TokenType.DPOP).isPresent() ? TokenType.DPOP : TokenType.BEARER;
  }

  private static Optional<String> header(HttpServletRequest request, TokenType type) {
    return AuthorizationHeader.of(request, "Authorization", type.value());
  }

  /** The proofs that the request has. */
  static ShownProof proof(HttpServletRequest request, Requests requests) {
    return new ShownProof(
        Collections.list(request.getHeaders("DPoP")),
        request.getMethod(),
        requests.address(Requests.path(request)));
  }
}
