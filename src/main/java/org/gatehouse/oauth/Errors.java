package org.gatehouse.oauth;

import jakarta.json.JsonObjectBuilder;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.proof.KeyProofs;
import org.gatehouse.core.oauth.token.TokenType;
import org.gatehouse.core.text.Json;
import org.gatehouse.http.ErrorShape;

/** An object with an error code and a description (RFC 6749, 5.2). */
enum Errors implements ErrorShape {
  /** The only one. */
  INSTANCE;

  private static final int TOO_MANY_REQUESTS = 429;

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public String body(int status, String detail) {
    return body(code(status), detail.isEmpty() ? ErrorShape.phrase(status) : detail);
  }

  static String body(String code, String description) {
    JsonObjectBuilder body = Json.createObjectBuilder().add("error", code);
    // No other characters are allowed there (RFC 6749, 5.2).
    String shown = description.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
    return body.add("error_description", shown).build().toString();
  }

  /** What RFC 6749 has no code for is told in the words of 4.1.2.1. */
  private static String code(int status) {
    if (status == TOO_MANY_REQUESTS || status == 503) {
      return "temporarily_unavailable";
    }
    if (status >= 500) {
      return "server_error";
    }
    return status == 401 ? OAuthError.INVALID_CLIENT.code() : OAuthError.INVALID_REQUEST.code();
  }

  /** How an access token may be shown (RFC 6750, 3; RFC 9449, 7.1). */
  static String challenge(TokenType type) {
    return type.value()
        + " realm=\"gatehouse\""
        + (type == TokenType.DPOP
            ? ", algs=\"" + String.join(" ", KeyProofs.algorithms()) + "\""
            : "");
  }

  /** The same to who has shown one so, and what was wrong with it. */
  static String challenge(TokenType type, OAuthRefusal refusal) {
    return challenge(type)
        + ", error=\""
        + refusal.error().code()
        + "\", error_description=\""
        + refusal.description()
        + "\"";
  }

  @Override
  public String challenge() {
    return "Basic realm=\"gatehouse\", charset=\"UTF-8\"";
  }
}
