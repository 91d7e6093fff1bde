package org.gatehouse.core.oauth.request;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.Optional;

/**
 * A JWT with a request in it (OpenID Connect Core 1.0, 6.1), which isn't supported. How it wants to
 * be answered is read all the same, unverified: without its {@code state} a client can't tell what
 * was refused. A sender who lies gets no more than by the same words beside it.
 */
public final class RequestObject {
  private RequestObject() {}

  /**
   * What it says by this name.
   *
   * @param object anything
   */
  public static Optional<String> text(String object, String name) {
    try {
      JWTClaimsSet claims = JWTParser.parse(object).getJWTClaimsSet();
      // One that is encrypted shows none.
      return claims == null ? Optional.empty() : Optional.ofNullable(claims.getStringClaim(name));
    } catch (ParseException | IllegalArgumentException e) {
      // The second for numbers in the header that can be none.
      return Optional.empty();
    }
  }
}
