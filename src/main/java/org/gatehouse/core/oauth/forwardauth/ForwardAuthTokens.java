package org.gatehouse.core.oauth.forwardauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.core.secret.Vault;

/**
 * What a browser shows with each request to an application behind a proxy: a sign by which scanners
 * for leaked secrets know one, the key of the grant, and a keyed hash that nobody else can make. It
 * is no use anywhere else, and says nothing that isn't looked up: so it ends as its grant does.
 */
@Singleton
class ForwardAuthTokens {
  private static final String PURPOSE = "forward-auth";
  private static final String PREFIX = "gatehouse_fwd_";
  private static final Pattern TOKEN =
      Pattern.compile(PREFIX + "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_([0-9a-f]{64})");

  private final Vault vault;

  @Inject
  ForwardAuthTokens(Vault vault) {
    this.vault = vault;
  }

  /** The token of a grant whose code was used. */
  String of(UUID grantId) {
    return PREFIX + grantId + "_" + hash(grantId);
  }

  private String hash(UUID grantId) {
    return vault.fingerprint(PURPOSE, grantId.toString());
  }

  /**
   * To which grant a token belongs, if it is one.
   *
   * @param token anything
   */
  Optional<UUID> grantId(String token) {
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    UUID grantId = UUID.fromString(parts.group(1));
    return MessageDigest.isEqual(bytes(hash(grantId)), bytes(parts.group(2)))
        ? Optional.of(grantId)
        : Optional.empty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
