package org.gatehouse.core.oauth.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.ProofKey.TOKEN_ENDPOINT;
import static org.gatehouse.fixture.ProofKey.sha256;
import static org.gatehouse.fixture.ProofKey.shown;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.fixture.ProofKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proof has to be (RFC 9449, 4.3), but for the one who knows which were shown before. */
class ProofReaderTest {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final ProofReader reader = new ProofReader(CLOCK);
  private final ProofKey key = ProofKey.of(CLOCK);

  private void refuses(String reason, ShownProof shown, Optional<String> accessToken) {
    assertThatThrownBy(() -> reader.read(shown, accessToken))
        .isInstanceOfSatisfying(
            BadProof.class,
            bad -> assertThat(bad.reason()).as(bad.description()).isEqualTo(reason));
  }

  private void refuses(String reason, String... proofs) {
    refuses(reason, shown(proofs), Optional.empty());
  }

  private void refuses(String reason, JWTClaimsSet.Builder claims) {
    refuses(reason, key.proof(key.header().build(), claims.build()));
  }

  private boolean takes(ProofKey other) throws BadProof {
    return reader.read(other.forTokens(), Optional.empty()).key().equals(other.thumbprint());
  }

  @Test
  void saysWhichKeyItIsAndUntilWhenItIsGood() throws Exception {
    JWTClaimsSet claims = key.claims().build();
    KeyProof proof = reader.read(shown(key.proof(key.header().build(), claims)), Optional.empty());
    assertThat(proof)
        .isEqualTo(
            new KeyProof(key.thumbprint(), claims.getJWTID(), NOW.plus(Duration.ofSeconds(120))));
  }

  @Test
  void isSignedByAnyOfTheAlgorithms() throws Exception {
    RSAKey rsa = new RSAKeyGenerator(2048).generate();
    assertThat(takes(new ProofKey(rsa, JWSAlgorithm.RS256, CLOCK))).isTrue();
    assertThat(takes(new ProofKey(rsa, JWSAlgorithm.PS256, CLOCK))).isTrue();
    assertThat(
            takes(
                new ProofKey(
                    new ECKeyGenerator(Curve.P_384).generate(), JWSAlgorithm.ES384, CLOCK)))
        .isTrue();
    assertThat(
            takes(
                new ProofKey(
                    new ECKeyGenerator(Curve.P_521).generate(), JWSAlgorithm.ES512, CLOCK)))
        .isTrue();
    assertThat(KeyProofs.algorithms()).containsExactly("ES256", "ES384", "ES512", "PS256", "RS256");
  }

  @Test
  void isOneAndNothingElse() {
    String good = key.forTokens().texts().get(0);
    refuses("several-proofs", good, good);
    refuses("several-proofs");
    for (String other :
        List.of(good + "," + good, "", "x", "a.b.c", good + ".", good.substring(1))) {
      refuses("malformed-proof", other);
    }
    refuses("proof-too-long", key.claims().claim("more", "x".repeat(4_096)));
    refuses(
        "wrong-type",
        key.proof(key.header().type(JOSEObjectType.JWT).build(), key.claims().build()));
    refuses("wrong-type", key.proof(key.header().type(null).build(), key.claims().build()));
  }

  @Test
  void isSignedByTheKeyInItsHeader() {
    JWSHeader another = ProofKey.of(CLOCK).header().build();
    refuses("wrong-signature", key.proof(another, key.claims().build()));
    String good = key.forTokens().texts().get(0);
    String changed =
        good.substring(0, good.indexOf('.') + 1)
            + Base64URL.encode(key.claims().build().toString())
            + good.substring(good.lastIndexOf('.'));
    refuses("wrong-signature", changed);
    refuses("unfit-key", key.proof(key.header().jwk(null).build(), key.claims().build()));
  }

  @Test
  void isSignedByAPublicKeysAlgorithm() throws Exception {
    refuses("malformed-proof", new PlainJWT(key.claims().build()).serialize());
    OctetSequenceKey secret = new OctetSequenceKey.Builder(new byte[32]).build();
    SignedJWT symmetric =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.key().toPublicJWK())
                .build(),
            key.claims().build());
    symmetric.sign(new MACSigner(secret));
    refuses("wrong-algorithm", symmetric.serialize());
    refuses("malformed-proof", withHeader(Map.of("alg", "ES256", "jwk", secret.toJSONObject())));
  }

  @Test
  void isSignedByAnAlgorithmOfItsKey() throws Exception {
    for (JWK unfit :
        List.of(
            new ECKeyGenerator(Curve.P_384).generate(),
            new RSAKeyGenerator(2048).generate(),
            JWK.parse(
                Map.of(
                    "kty",
                    "OKP",
                    "crv",
                    "Ed25519",
                    "x",
                    Base64URL.encode(new byte[32]).toString())),
            // The point of the curve that all calculate with.
            JWK.parse(
                Map.of(
                    "kty", "EC",
                    "crv", "secp256k1",
                    "x", "eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g",
                    "y", "SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg")))) {
      Map<String, Object> publicKey = unfit.toPublicJWK().toJSONObject();
      refuses("malformed-proof", withHeader(Map.of("alg", "ES256", "jwk", publicKey)));
    }
  }

  @Test
  void tellsNobodyThePrivateKey() {
    refuses("malformed-proof", withHeader(Map.of("alg", "ES256", "jwk", key.key().toJSONObject())));
  }

  /** A proof with a header that Nimbus would not write. */
  private String withHeader(Map<String, Object> members) {
    String good = key.forTokens().texts().get(0);
    Map<String, Object> header = new HashMap<>(members);
    header.put("typ", "dpop+jwt");
    return Base64URL.encode(JSONObjectUtils.toJSONString(header))
        + good.substring(good.indexOf('.'));
  }

  @Test
  void isOfAKeyOfReasonableSize() throws Exception {
    refusesKey(rsa(1024, RSAKeyGenParameterSpec.F4));
    refusesKey(rsa(2048, BigInteger.ONE.shiftLeft(40).add(BigInteger.valueOf(15))));
  }

  private void refusesKey(RSAKey unfit) {
    ProofKey other = new ProofKey(unfit, JWSAlgorithm.RS256, CLOCK);
    JWSHeader header = other.header().build();
    // Nobody gets so far as to look at the signature.
    SignedJWT unsigned = new SignedJWT(header, other.claims().build());
    refuses(
        "unfit-key", new String(unsigned.getSigningInput(), StandardCharsets.US_ASCII) + ".AAAA");
  }

  private static RSAKey rsa(int bits, BigInteger exponent) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
    KeyPair pair = generator.generateKeyPair();
    return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
        .privateKey((RSAPrivateKey) pair.getPrivate())
        .build();
  }

  @Test
  void isForTheMethodOfTheRequest() {
    refuses("wrong-method", key.claims().claim("htm", "GET"));
    refuses("wrong-method", key.claims().claim("htm", "post"));
    refuses("wrong-method", key.claims().claim("htm", null));
    refuses("malformed-proof", key.claims().claim("htm", List.of("POST")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com/oauth2/o/corpinc/token?a=b#c",
        "HTTPS://Login.Example.com:443/oauth2/o/corpinc/token",
        "https://login.example.com/oauth2/./x/../o/corp%69nc/token",
      })
  void isForItsAddressHoweverThatIsWritten(String address) throws Exception {
    String proof = key.proof(key.header().build(), key.claims().claim("htu", address).build());
    assertThat(reader.read(shown(proof), Optional.empty()).key()).isEqualTo(key.thumbprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com/oauth2/o/corpinc/token",
        "https://login.example.com:8443/oauth2/o/corpinc/token",
        "https://login.example.com.evil.example/oauth2/o/corpinc/token",
        "https://login.example.com/oauth2/o/acme/token",
        "https://login.example.com/oauth2/o/corpinc/token/",
        "https://login.example.com/oauth2/o/corpinc/Token",
        "https://evil@login.example.com/oauth2/o/corpinc/token",
        "https://login.example.com",
        "/oauth2/o/corpinc/token",
        "mailto:ann@example.com",
        "https://login example.com/",
        "",
      })
  void isForNoOtherAddress(String address) {
    refuses("wrong-address", key.claims().claim("htu", address));
  }

  @Test
  void isForTheAddressAtAll() {
    refuses("wrong-address", key.claims().claim("htu", null));
    String proof = key.forTokens().texts().get(0);
    refuses(
        "wrong-address",
        new ShownProof(List.of(proof), "POST", TOKEN_ENDPOINT.replace("token", "userinfo")),
        Optional.empty());
  }

  @Test
  void isOfTheLastMinute() throws Exception {
    for (int seconds : List.of(-60, 60)) {
      JWTClaimsSet claims = key.claims().issueTime(Date.from(NOW.plusSeconds(seconds))).build();
      String proof = key.proof(key.header().build(), claims);
      assertThat(reader.read(shown(proof), Optional.empty()).until())
          .isEqualTo(NOW.plusSeconds(seconds + 120));
    }
    refuses("wrong-time", key.claims().issueTime(Date.from(NOW.minusSeconds(61))));
    refuses("wrong-time", key.claims().issueTime(Date.from(NOW.plusSeconds(61))));
    refuses("wrong-time", key.claims().issueTime(null));
  }

  @Test
  void hasAnId() {
    refuses("wrong-id", key.claims().jwtID(null));
    refuses("wrong-id", key.claims().jwtID(" "));
    refuses("wrong-id", key.claims().jwtID("x".repeat(501)));
  }

  @Test
  void isForTheAccessTokenThatItComesWith() throws Exception {
    assertThat(reader.read(key.with("token"), Optional.of("token")).key())
        .isEqualTo(key.thumbprint());
    refuses("wrong-token", key.with("token"), Optional.of("another"));
    refuses("wrong-token", key.forTokens(), Optional.of("token"));
    assertThat(sha256("token")).hasSize(43);
  }
}
