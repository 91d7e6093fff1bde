package org.gatehouse.dialect.cloudforge;

import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.http.CredentialReader;
import org.gatehouse.http.Requests;
import org.gatehouse.security.LoginCredential;

/** Reads CloudForge's user credentials among the parameters of a request. */
final class ParametersReader implements CredentialReader {
  private final Requests requests;

  ParametersReader(Requests requests) {
    this.requests = requests;
  }

  @Override
  public Optional<Credential> read(HttpServletRequest request) {
    Parameters parameters = Parameters.ofCredentials(request);
    Optional<String> login = parameters.oneOf("credentials[login]", "credentials[username]");
    Optional<String> secret = parameters.oneOf("credentials[password]", "credentials[userKey]");
    if (login.isEmpty() && secret.isEmpty()) {
      return Optional.empty();
    }
    // With one of them missing it is somebody who says who they are, and is refused.
    LoginAttempt attempt =
        LoginAttempt.ofProgram(
            parameters.oneOf("credentials[domain]", "credentials[organization]"),
            requests.workspace(request),
            login.orElse(""),
            secret.orElse(""),
            Optional.empty(),
            requests.client(request));
    return Optional.of(new LoginCredential(attempt, true));
  }
}
