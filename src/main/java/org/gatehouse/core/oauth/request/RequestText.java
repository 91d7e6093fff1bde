package org.gatehouse.core.oauth.request;

import java.util.Set;

/**
 * A request as it is kept until somebody has answered.
 *
 * @param issuerPath at which issuer
 * @param parameters all of it, encoded as in a query
 * @param scopes what it is about
 * @param loginHint whom the client expects; empty if it doesn't say
 */
public record RequestText(
    String issuerPath, String parameters, Set<String> scopes, String loginHint) {
  /** The longest, in characters. */
  public static final int LONGEST = 20_000;
}
