package org.gatehouse.http;

import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;

/** How APIs that have the header tell who knows the password what else there is to do. */
public final class RefusedLogin {
  private static final String HEADER = "Gatehouse-Second-Factor";
  private static final String ENROL = "enrol";

  private RefusedLogin() {}

  /** The refusal of a login that has opened no session. */
  public static NotAuthorizedException of(LoginOutcome outcome) {
    Response.ResponseBuilder refusal = Response.status(Response.Status.UNAUTHORIZED);
    word(outcome).ifPresent(word -> refusal.header(HEADER, word));
    return new NotAuthorizedException(refusal.build());
  }

  private static Optional<String> word(LoginOutcome outcome) {
    if (outcome instanceof SecondFactorRequired required) {
      return Optional.of(
          switch (required.enough()) {
            case ANY -> "totp";
            case PASSKEY -> "passkey";
            case NEW_PASSKEY -> ENROL;
          });
    }
    return outcome instanceof EnrolmentRequired ? Optional.of(ENROL) : Optional.empty();
  }
}
