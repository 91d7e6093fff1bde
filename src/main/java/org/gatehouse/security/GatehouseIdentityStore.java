package org.gatehouse.security;

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
import org.gatehouse.core.login.RememberedLogins;
import org.gatehouse.core.session.ApplicationRoles;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;

/**
 * What Jakarta Security asks who somebody is: a front for {@link Authentication} and {@link Login}.
 */
@ApplicationScoped
public class GatehouseIdentityStore implements IdentityStore {
  @Inject private Authentication authentication;
  @Inject private Login login;
  @Inject private RememberedLogins rememberedLogins;
  @Inject private ApplicationRoles roles;

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (credential instanceof AccessTokenCredential token) {
      return result(
          token.inCookie()
              ? authentication.authenticateCookie(token.token(), token.client())
              : authentication.authenticate(token.token(), token.client()));
    }
    if (credential instanceof LoginCredential given) {
      return given.inEveryRequest()
          ? rememberedLogins
              .logIn(given.attempt())
              .map(known -> new GatehousePrincipal(known.caller(), Optional.of(known.token())))
              .map(this::valid)
              .orElse(CredentialValidationResult.INVALID_RESULT)
          : result(logIn(given.attempt()));
    }
    if (credential instanceof UsernamePasswordCredential password) {
      return result(logIn(attempt(password)));
    }
    return CredentialValidationResult.NOT_VALIDATED_RESULT;
  }

  /**
   * What the server's own API asks, of which we don't learn where it comes from: so its failures
   * count for the account only. A user name without a workspace is good where there is just one; a
   * second factor can't be given.
   */
  private static LoginAttempt attempt(UsernamePasswordCredential credential) {
    return LoginAttempt.ofProgram(
        Optional.empty(),
        Optional.empty(),
        credential.getCaller(),
        credential.getPasswordAsString(),
        Optional.empty(),
        new Client("", ""));
  }

  private Optional<Caller> logIn(LoginAttempt attempt) {
    return login.login(attempt) instanceof LoggedIn loggedIn
        ? Optional.of(loggedIn.caller())
        : Optional.empty();
  }

  private CredentialValidationResult result(Optional<Caller> caller) {
    return caller
        .map(known -> valid(new GatehousePrincipal(known, Optional.empty())))
        .orElse(CredentialValidationResult.INVALID_RESULT);
  }

  private CredentialValidationResult valid(GatehousePrincipal principal) {
    return new CredentialValidationResult(principal, roles.of(principal.caller()));
  }
}
