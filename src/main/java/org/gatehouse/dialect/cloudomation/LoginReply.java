package org.gatehouse.dialect.cloudomation;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.token.AccessToken;
import org.gatehouse.core.user.User;

/** The reply to a login and to a sign-up, as the seed shows it. */
final class LoginReply {
  private static final int MICROSECONDS = 6;

  private LoginReply() {}

  static JsonObject of(LoggedIn loggedIn, AccessToken token) {
    User user = loggedIn.user();
    return Json.createObjectBuilder()
        .add("client_id", user.workspace().id().toString())
        .add("client_name", user.workspace().name())
        .add("user_id", user.id().toString())
        .add("user_name", user.name())
        .add("is_client_admin", user.isAdministrator())
        .add("is_system_admin", user.isSystemAdministrator())
        .add("token", token.value())
        .add("token_expiry", epochSeconds(token.expiresAt()))
        .build();
  }

  /** Epoch seconds with a fraction, six digits of it: 1538822075.055123. */
  static BigDecimal epochSeconds(Instant instant) {
    return BigDecimal.valueOf(
        instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000, MICROSECONDS);
  }
}
