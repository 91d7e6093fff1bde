package org.gatehouse.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gatehouse.core.secret.NativeCryptography;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whoever does the arithmetic, signatures are the same. */
class TokenKeyTest {
  private static final JWTClaimsSet CLAIMS = new JWTClaimsSet.Builder().subject("ann").build();
  private static RSAKey pair;

  @BeforeAll
  static void makeAPair() throws Exception {
    pair = new RSAKeyGenerator(2048).keyID("a").generate();
  }

  @Test
  void signsByTheJdkWhereThereIsNoLibrary() throws Exception {
    TokenKey key = new TokenKey(pair, Optional.empty());

    assertThat(key.hasSigned(SignedJWT.parse(key.sign(TokenKind.ACCESS, CLAIMS)))).isTrue();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void signsTheSameByTheLibrary() throws Exception {
    Optional<Provider> library = NativeCryptography.provider();
    assertThat(library).isPresent();
    TokenKey ours = new TokenKey(pair, library);
    TokenKey ofTheJdk = new TokenKey(pair, Optional.empty());

    String token = ours.sign(TokenKind.ACCESS, CLAIMS);
    // PKCS #1 v1.5 has one signature for a text (RFC 8017, 8.2).
    assertThat(token).isEqualTo(ofTheJdk.sign(TokenKind.ACCESS, CLAIMS));
    assertThat(ours.hasSigned(SignedJWT.parse(token))).isTrue();
    assertThat(ofTheJdk.hasSigned(SignedJWT.parse(token))).isTrue();
  }

  @Test
  void knowsWhatAnotherHasSigned() throws Exception {
    TokenKey another =
        new TokenKey(new RSAKeyGenerator(2048).generate(), NativeCryptography.provider());
    String token = another.sign(TokenKind.ACCESS, CLAIMS);

    assertThat(new TokenKey(pair, NativeCryptography.provider()).hasSigned(SignedJWT.parse(token)))
        .isFalse();
  }

  @Test
  void signsByACurveAsTwoNumbersOneAfterTheOther() throws Exception {
    JWK curve = SigningAlgorithm.ES256.generate("b");
    TokenKey ofTheJdk = new TokenKey(curve, Optional.empty());
    TokenKey ours = new TokenKey(curve, NativeCryptography.provider());

    for (TokenKey key : List.of(ofTheJdk, ours)) {
      SignedJWT token = SignedJWT.parse(key.sign(TokenKind.ID, CLAIMS));
      assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
      // R and S, no DER (RFC 7518, 3.4).
      assertThat(token.getSignature().decode()).hasSize(64);
      assertThat(ofTheJdk.hasSigned(token)).isTrue();
      assertThat(ours.hasSigned(token)).isTrue();
      assertThat(new TokenKey(pair, Optional.empty()).hasSigned(token)).isFalse();
    }
  }

  @Test
  void doesNotTakeANumberOfZeroForASignature() throws Exception {
    TokenKey key =
        new TokenKey(SigningAlgorithm.ES256.generate("b"), NativeCryptography.provider());
    String token = key.sign(TokenKind.ID, CLAIMS);
    String nothing = Base64URL.encode(new byte[64]).toString();

    assertThat(
            key.hasSigned(
                SignedJWT.parse(token.substring(0, token.lastIndexOf('.') + 1) + nothing)))
        .isFalse();
  }

  @Test
  void signsForManyAtOnce() throws Exception {
    TokenKey key = new TokenKey(pair, NativeCryptography.provider());
    String expected = key.sign(TokenKind.ACCESS, CLAIMS);
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      var tokens =
          IntStream.range(0, 400)
              .mapToObj(i -> clients.submit(() -> key.sign(TokenKind.ACCESS, CLAIMS)))
              .toList();
      for (var token : tokens) {
        assertThat(token.get()).isEqualTo(expected);
      }
    } finally {
      clients.shutdownNow();
    }
  }
}
