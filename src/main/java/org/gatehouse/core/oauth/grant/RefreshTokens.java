package org.gatehouse.core.oauth.grant;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.core.secret.Vault;

/**
 * How refresh tokens look: a sign by which scanners for leaked secrets know one, the key of the
 * grant, a sign that only who has seen a token of this grant can know, and 256 bits that nobody can
 * guess. Those come of what was shown for the token, by a keyed hash: whoever shows the same twice
 * gets the same, and no token has to be kept to be given out again.
 */
@Singleton
class RefreshTokens {
  private static final String PURPOSE = "refresh-token";
  private static final String PREFIX = "gatehouse_rft_";
  private static final int SIGN = 32;
  private static final Pattern TOKEN =
      Pattern.compile(
          PREFIX
              + "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_([0-9a-f]{"
              + SIGN
              + "})[0-9a-f]{64}");

  private final Vault vault;

  @Inject
  RefreshTokens(Vault vault) {
    this.vault = vault;
  }

  /**
   * The token that takes the place of a code or of another token.
   *
   * @param shown the code or the token
   */
  String after(UUID grantId, String shown) {
    return PREFIX
        + grantId
        + "_"
        + sign(grantId)
        + vault.fingerprint(PURPOSE, grantId + "\n" + shown);
  }

  /** Access tokens say the key of the grant: it alone must not be enough to end one. */
  private String sign(UUID grantId) {
    return vault.fingerprint(PURPOSE, grantId.toString()).substring(0, SIGN);
  }

  /**
   * To which grant a token belongs, or did, if it is one.
   *
   * @param token anything
   */
  Optional<UUID> grantId(String token) {
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    UUID grantId = UUID.fromString(parts.group(1));
    return sign(grantId).equals(parts.group(2)) ? Optional.of(grantId) : Optional.empty();
  }
}
