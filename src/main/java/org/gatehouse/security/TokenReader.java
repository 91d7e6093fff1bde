package org.gatehouse.security;

import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.http.CredentialReader;
import org.gatehouse.http.Requests;

/**
 * Reads an access token in {@code Authorization}: {@code Bearer <jwt>} (RFC 6750), or bare as
 * Cloudomation's clients send it. A scheme of another kind has a space; a bare token hasn't.
 */
public final class TokenReader implements CredentialReader {
  private final Requests requests;

  /** A reader that knows by these from where a request comes. */
  public TokenReader(Requests requests) {
    this.requests = requests;
  }

  @Override
  public Optional<Credential> read(HttpServletRequest request) {
    return AuthorizationHeader.of(request, "Authorization", "Bearer")
        .or(
            () ->
                Optional.ofNullable(request.getHeader("Authorization"))
                    .map(String::strip)
                    .filter(value -> !value.contains(" ")))
        .map(token -> new AccessTokenCredential(token, false, requests.client(request)));
  }
}
