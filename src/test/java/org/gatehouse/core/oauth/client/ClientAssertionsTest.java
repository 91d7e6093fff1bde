package org.gatehouse.core.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.Given.json;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.administration.ManageClients;
import org.gatehouse.core.oauth.client.ShownClient.ShownAssertion;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.DocumentServer;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Clients that prove who they are by a signature (RFC 7523). */
@CoreTest
class ClientAssertionsTest {
  private static final String ISSUER = "https://gatehouse.example.com/o/works";
  private static final RSAKey RSA = rsa();
  private static final ECKey EC = ec();

  private final AuthenticateClient authenticate;
  private final ManageClients manage;
  private final CoreWorkspace works;
  private final MovableClock clock;

  ClientAssertionsTest(
      AuthenticateClient authenticate,
      ManageClients manage,
      CoreWorkspace works,
      MovableClock clock) {
    this.authenticate = authenticate;
    this.manage = manage;
    this.works = works;
    this.clock = clock;
  }

  private static RSAKey rsa() {
    try {
      return new RSAKeyGenerator(2048).keyID("r").generate();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("e").generate();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String register(String keys) {
    return manage
        .add(
            works.ann(),
            ClientOwner.workspace(works.id()),
            ClientMetadata.of(
                json(
                    "'client_name': 'Signer', 'grant_types': ['client_credentials'],"
                        + " 'token_endpoint_auth_method': 'private_key_jwt', "
                        + keys)))
        .client()
        .clientId();
  }

  private String register() {
    return register("'jwks': " + new JWKSet(List.of(RSA, EC)).toPublicJWKSet());
  }

  private JWTClaimsSet.Builder claims(String clientId) {
    return new JWTClaimsSet.Builder()
        .issuer(clientId)
        .subject(clientId)
        .audience(ISSUER)
        .jwtID(UUID.randomUUID().toString())
        .expirationTime(Date.from(clock.instant().plusSeconds(60)));
  }

  private static String sign(JWSAlgorithm algorithm, JWTClaimsSet claims) throws Exception {
    boolean byEc = algorithm.equals(JWSAlgorithm.ES256);
    JWSSigner signer = byEc ? new ECDSASigner(EC) : new RSASSASigner(RSA);
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(byEc ? "e" : "r").build(), claims);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private boolean isLetIn(String clientId, String assertion) {
    try {
      return authenticate
          .authenticate(
              ClientOwner.workspace(works.id()),
              new ShownClient(
                  clientId,
                  Optional.empty(),
                  Optional.of(new ShownAssertion(assertion, Set.of(ISSUER)))),
              works.client())
          .clientId()
          .equals(clientId);
    } catch (OAuthRefusal e) {
      assertThat(e.error()).isEqualTo(OAuthError.INVALID_CLIENT);
      return false;
    }
  }

  @Test
  void countOnceEach() throws Exception {
    String id = register();
    for (JWSAlgorithm algorithm :
        List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256)) {
      String assertion = sign(algorithm, claims(id).build());
      assertThat(ClientAssertions.clientId(assertion)).contains(id);
      assertThat(isLetIn(id, assertion)).as(algorithm.getName()).isTrue();
      assertThat(isLetIn(id, assertion)).as("again").isFalse();
    }
  }

  @Test
  void haveToBeOfTheClientForUsAndNew() throws Exception {
    String id = register();
    String other = register();
    Date later = Date.from(clock.instant().plus(Duration.ofHours(1)));
    Date before = Date.from(clock.instant().minusSeconds(61));
    for (JWTClaimsSet wrong :
        List.of(
            claims(other).build(),
            claims(id).issuer(other).build(),
            claims(id).audience("https://other.example.com").build(),
            claims(id).jwtID(null).build(),
            claims(id).jwtID("x".repeat(501)).build(),
            claims(id).expirationTime(null).build(),
            claims(id).expirationTime(later).build(),
            claims(id).expirationTime(before).build(),
            claims(id).notBeforeTime(later).build())) {
      assertThat(isLetIn(id, sign(JWSAlgorithm.RS256, wrong))).as(wrong.toString()).isFalse();
    }
    assertThat(isLetIn(id, new PlainJWT(claims(id).build()).serialize())).isFalse();
    assertThat(isLetIn(id, sign(JWSAlgorithm.RS512, claims(id).build()))).isFalse();
    String good = sign(JWSAlgorithm.RS256, claims(id).build());
    assertThat(isLetIn(id, good + "x")).isFalse();
    assertThat(isLetIn(id, good.substring(0, good.lastIndexOf('.') + 1))).isFalse();
    assertThat(isLetIn(id, "x".repeat(9_000))).isFalse();
    assertThat(isLetIn(id, good)).isTrue();
  }

  @Test
  void areNoProofOfAClientThatHasASecret() throws Exception {
    MadeClient made =
        manage.add(
            works.ann(),
            ClientOwner.workspace(works.id()),
            ClientMetadata.of(
                json("'client_name': 'Secret', 'grant_types': ['client_credentials']")));
    String id = made.client().clientId();
    assertThat(made.secret()).isPresent();
    assertThat(isLetIn(id, sign(JWSAlgorithm.RS256, claims(id).build()))).isFalse();
    String signer = register();
    assertThatThrownBy(
            () ->
                authenticate.authenticate(
                    ClientOwner.workspace(works.id()),
                    new ShownClient(signer, made.secret()),
                    works.client()))
        .isInstanceOf(OAuthRefusal.class);
  }

  @Test
  void areVerifiedByKeysThatTheClientPublishes() throws Exception {
    String keys = new JWKSet(List.of(RSA, EC)).toPublicJWKSet().toString();
    try (DocumentServer server = DocumentServer.of(() -> keys)) {
      String id = register("'jwks_uri': '" + server.address() + "'");
      assertThat(isLetIn(id, sign(JWSAlgorithm.ES256, claims(id).build()))).isTrue();
    }
    String gone = register("'jwks_uri': 'http://127.0.0.1:1/keys'");
    assertThat(isLetIn(gone, sign(JWSAlgorithm.ES256, claims(gone).build()))).isFalse();
    try (DocumentServer secret = DocumentServer.of(() -> new JWKSet(RSA).toString(false))) {
      String id = register("'jwks_uri': '" + secret.address() + "'");
      assertThat(isLetIn(id, sign(JWSAlgorithm.RS256, claims(id).build())))
          .as("who publishes private keys")
          .isFalse();
    }
  }
}
