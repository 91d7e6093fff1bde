package org.gatehouse.dialect.cloudio;

import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.http.CredentialReader;
import org.gatehouse.http.Requests;
import org.gatehouse.security.AuthorizationHeader;
import org.gatehouse.security.LoginCredential;
import org.gatehouse.security.TokenReader;

/**
 * Reads {@code Token <base64(user:password)>}, with which CloudIO's clients log in. The seed's
 * table names the header {@code Authentication}, its sample {@code Authorization}.
 */
final class TokenSchemeReader implements CredentialReader {
  private final Requests requests;
  private final TokenReader tokens;
  private final String header;

  TokenSchemeReader(Requests requests, String header) {
    this.requests = requests;
    this.tokens = new TokenReader(requests);
    this.header = header;
  }

  @Override
  public Optional<Credential> read(HttpServletRequest request) {
    if (hasToken(request)) {
      return Optional.empty();
    }
    return AuthorizationHeader.of(request, header, "Token")
        .flatMap(AuthorizationHeader::decode)
        .map(
            given ->
                LoginAttempt.ofProgram(
                    Optional.empty(),
                    requests.workspace(request),
                    given.name(),
                    given.secret(),
                    Optional.empty(),
                    requests.client(request)))
        .map(attempt -> new LoginCredential(attempt, false));
  }

  /**
   * An access token in {@code Authorization} says already who somebody is. Another scheme there may
   * be for a proxy on the way, which is a reason to use the other header.
   */
  private boolean hasToken(HttpServletRequest request) {
    return tokens.read(request).isPresent();
  }
}
