package org.gatehouse.federation.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Set;

/**
 * The signatures that we accept: those with a public key. Never {@code none}, never an HMAC, which
 * would make the client secret a key. Without EdDSA: each provider must offer RS256 (OpenID Connect
 * Discovery 1.0, 3), and Nimbus would need Google's Tink for it.
 */
final class JwsAlgorithms {
  static final Set<JWSAlgorithm> ACCEPTED =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private JwsAlgorithms() {}
}
