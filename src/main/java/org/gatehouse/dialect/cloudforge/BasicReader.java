package org.gatehouse.dialect.cloudforge;

import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.http.CredentialReader;
import org.gatehouse.http.Requests;
import org.gatehouse.security.AuthorizationHeader;
import org.gatehouse.security.AuthorizationHeader.NameAndSecret;
import org.gatehouse.security.LoginCredential;

/**
 * Reads HTTP Basic (RFC 7617) with CloudForge's user id: {@code domain_login}, split at the first
 * underscore, because a domain has none.
 */
final class BasicReader implements CredentialReader {
  private final Requests requests;

  BasicReader(Requests requests) {
    this.requests = requests;
  }

  @Override
  public Optional<Credential> read(HttpServletRequest request) {
    return AuthorizationHeader.of(request, "Authorization", "Basic")
        // What can't be read is still somebody who says who they are, and is refused.
        .map(basic -> AuthorizationHeader.decode(basic).orElseGet(() -> new NameAndSecret("", "")))
        .map(
            given -> {
              int underscore = given.name().indexOf('_');
              Optional<String> domain =
                  underscore < 0
                      ? Optional.empty()
                      : Optional.of(given.name().substring(0, underscore));
              return LoginAttempt.ofProgram(
                  domain,
                  requests.workspace(request),
                  given.name().substring(underscore + 1),
                  given.secret(),
                  Optional.empty(),
                  requests.client(request));
            })
        .map(attempt -> new LoginCredential(attempt, true));
  }
}
