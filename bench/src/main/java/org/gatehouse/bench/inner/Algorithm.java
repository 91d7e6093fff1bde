package org.gatehouse.bench.inner;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** What tokens can be signed with. */
public enum Algorithm {
  /** RSA, 2048 bits: what we take. */
  RS256 {
    @Override
    SignedToken token() throws Exception {
      var key = new RSAKeyGenerator(2048).generate();
      return jose(JWSAlgorithm.RS256, new RSASSASigner(key), new RSASSAVerifier(key));
    }
  },

  /** P-256. */
  ES256 {
    @Override
    SignedToken token() throws Exception {
      var key = new ECKeyGenerator(Curve.P_256).generate();
      return jose(JWSAlgorithm.ES256, new ECDSASigner(key), new ECDSAVerifier(key));
    }
  },

  /** Ed25519. Nimbus leaves it to Tink, which we don't ship; the JDK has it. */
  EDDSA {
    @Override
    SignedToken token() throws Exception {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      String first = edDsa(pair);
      return new SignedToken() {
        @Override
        public String sign() throws Exception {
          return edDsa(pair);
        }

        @Override
        public boolean verify() throws Exception {
          SignedJWT jwt = SignedJWT.parse(first);
          Signature signature = Signature.getInstance("Ed25519");
          signature.initVerify(pair.getPublic());
          signature.update(jwt.getSigningInput());
          return signature.verify(jwt.getSignature().decode());
        }
      };
    }
  };

  private static final JWTClaimsSet CLAIMS = claims();

  /** A token with a new key. */
  abstract SignedToken token() throws Exception;

  private static SignedToken jose(JWSAlgorithm algorithm, JWSSigner signer, JWSVerifier verifier)
      throws Exception {
    String first = sign(algorithm, signer);
    return new SignedToken() {
      @Override
      public String sign() throws Exception {
        return Algorithm.sign(algorithm, signer);
      }

      @Override
      public boolean verify() throws Exception {
        return SignedJWT.parse(first).verify(verifier);
      }
    };
  }

  private static String sign(JWSAlgorithm algorithm, JWSSigner signer) throws Exception {
    SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), CLAIMS);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static String edDsa(KeyPair pair) throws Exception {
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.EdDSA), CLAIMS);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(jwt.getSigningInput());
    return new String(jwt.getSigningInput(), StandardCharsets.US_ASCII)
        + "."
        + Base64URL.encode(signature.sign());
  }

  private static JWTClaimsSet claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer("https://login.example.com")
        .subject(UUID.randomUUID().toString())
        .audience("https://login.example.com")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(43_200)))
        .jwtID(UUID.randomUUID().toString())
        .claim("sid", UUID.randomUUID().toString())
        .claim("upn", "corpinc/ann")
        .claim("groups", List.of("user", "workspace-admin"))
        .claim("org_uid", "corpinc")
        .build();
  }
}
