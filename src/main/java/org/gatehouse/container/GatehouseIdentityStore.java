package org.gatehouse.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;

/**
 * What Jakarta Security asks who somebody is: a front for {@link Authentication} and {@link Login}.
 */
@ApplicationScoped
public class GatehouseIdentityStore implements IdentityStore {
  @Inject private Authentication authentication;
  @Inject private Login login;

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (credential instanceof AccessTokenCredential token) {
      return result(authentication.authenticate(token.token()));
    }
    if (credential instanceof UsernamePasswordCredential password) {
      return result(logIn(password));
    }
    return CredentialValidationResult.NOT_VALIDATED_RESULT;
  }

  /**
   * A user name without a workspace is good where there is just one; a second factor can't be
   * given.
   */
  private Optional<Caller> logIn(UsernamePasswordCredential credential) {
    LoginAttempt attempt =
        LoginAttempt.ofProgram(
            Optional.empty(),
            Optional.empty(),
            credential.getCaller(),
            credential.getPasswordAsString(),
            Optional.empty(),
            new Client("", ""));
    return login.login(attempt) instanceof LoggedIn loggedIn
        ? Optional.of(loggedIn.caller())
        : Optional.empty();
  }

  private static CredentialValidationResult result(Optional<Caller> caller) {
    return caller
        .map(known -> new CredentialValidationResult(new GatehousePrincipal(known), known.roles()))
        .orElse(CredentialValidationResult.INVALID_RESULT);
  }
}
