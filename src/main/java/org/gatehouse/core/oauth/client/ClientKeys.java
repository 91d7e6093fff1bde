package org.gatehouse.core.oauth.client;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.text.ParseException;
import java.util.Set;

/** The public keys of a client that signs assertions (RFC 7517). */
final class ClientKeys {
  private static final Set<KeyType> TYPES = Set.of(KeyType.RSA, KeyType.EC);
  private static final int FEWEST_RSA_BITS = 2048;
  private static final int MOST_RSA_BITS = 8192;
  private static final int MOST = 20;

  private ClientKeys() {}

  /** Whether it is a set of public keys, each of a kind and size that we would verify with. */
  static boolean areAcceptable(String set) {
    try {
      JWKSet keys = JWKSet.parse(set);
      return !keys.isEmpty()
          && keys.size() <= MOST
          && keys.getKeys().stream().allMatch(ClientKeys::isAcceptable);
    } catch (ParseException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isAcceptable(JWK key) {
    return TYPES.contains(key.getKeyType())
        && !key.isPrivate()
        && (!KeyType.RSA.equals(key.getKeyType())
            || (key.size() >= FEWEST_RSA_BITS && key.size() <= MOST_RSA_BITS));
  }
}
