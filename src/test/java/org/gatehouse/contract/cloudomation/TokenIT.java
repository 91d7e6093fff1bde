package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The access token as any JWT library sees it, which forgeries count for nothing, and its end. */
@ExtendWith(DeployedGatehouse.class)
class TokenIT {
  private static final String JWKS = "/.well-known/jwks.json";
  private static final String AUTH = "/api/1/auth";
  private static final String NEW_PASSWORD = "another horse battery staple";

  private static Workspace works;
  private static Person ann;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  private static RSAKey publicKey(SignedJWT token) throws ParseException {
    JWKSet keys = JWKSet.parse(Api.anonymous().get(JWKS).is(200).body());
    return keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
  }

  // What it is

  @Test
  void verifiesWithThePublishedKeys() throws Exception {
    SignedJWT token = SignedJWT.parse(ann.token());

    assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    assertThat(token.getHeader().getType()).hasToString("JWT");
    assertThat(token.verify(new RSASSAVerifier(publicKey(token)))).isTrue();
  }

  @Test
  void holdsTheClaimsOfMicroProfileJwtAndOurOwn() throws Exception {
    Reply login = Api.anonymous().logIn(works.name(), "ann", ann.password()).is(200);
    JWTClaimsSet claims = SignedJWT.parse(login.text("token")).getJWTClaimsSet();

    assertThat(claims.getClaims().keySet())
        .containsExactlyInAnyOrder(
            "iss",
            "sub",
            "aud",
            "iat",
            "exp",
            "jti",
            "sid",
            "gen",
            "upn",
            "groups",
            "org_uid",
            "roles",
            "datasources");
    assertThat(claims.getIssuer()).isEqualTo(DeployedGatehouse.base().toString());
    assertThat(claims.getSubject()).isEqualTo(ann.id());
    assertThat(claims.getAudience()).containsExactly(DeployedGatehouse.base().toString());
    assertThat(claims.getIssueTime().toInstant())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(UUID.fromString(claims.getJWTID())).hasToString(claims.getJWTID());
    assertThat(UUID.fromString(claims.getStringClaim("sid"))).isNotNull();
    assertThat(claims.getStringClaim("upn")).isEqualTo(works.uid() + "/ann");
    assertThat(claims.getStringListClaim("groups"))
        .containsExactlyInAnyOrder("user", "workspace-admin");
    assertThat(claims.getStringClaim("org_uid")).isEqualTo(works.uid());
  }

  @Test
  void expiresWhenTheReplySays() throws Exception {
    Reply login = Api.anonymous().logIn(works.name(), "ann", ann.password()).is(200);
    Date expiry = SignedJWT.parse(login.text("token")).getJWTClaimsSet().getExpirationTime();

    assertThat(login.body()).containsPattern("\"token_expiry\": ?" + expiry.getTime() / 1_000);
    assertThat(new BigDecimal(login.json().get("token_expiry").toString()).longValue())
        .isEqualTo(expiry.getTime() / 1_000);
  }

  @Test
  void hasAnIdentifierAndASessionOfItsOwnForEachLogin() throws Exception {
    JWTClaimsSet one = SignedJWT.parse(ann.logInAgain().token()).getJWTClaimsSet();
    JWTClaimsSet other = SignedJWT.parse(ann.logInAgain().token()).getJWTClaimsSet();

    assertThat(one.getJWTID()).isNotEqualTo(other.getJWTID());
    assertThat(one.getStringClaim("sid")).isNotEqualTo(other.getStringClaim("sid"));
  }

  @Test
  void publishesOnlyPublicSigningKeys() throws ParseException {
    Reply reply = Api.anonymous().get(JWKS).is(200);
    List<JWK> keys = JWKSet.parse(reply.body()).getKeys();

    assertThat(keys)
        .isNotEmpty()
        .allSatisfy(
            key -> {
              assertThat(key.isPrivate()).isFalse();
              assertThat(key.getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
              boolean isRsa = KeyType.RSA.equals(key.getKeyType());
              assertThat(key.getAlgorithm())
                  .isEqualTo(isRsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256);
              assertThat(key.size()).isGreaterThanOrEqualTo(isRsa ? 2_048 : 256);
            });
    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/jwk-set+json");
    assertThat(reply.header("Cache-Control").orElse("")).contains("max-age=60");
  }

  // What it isn't

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "None", "none"})
  void refusesAnUnsignedToken(String algorithm) throws ParseException {
    String plain = new PlainJWT(SignedJWT.parse(ann.token()).getJWTClaimsSet()).serialize();
    String header = "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm);
    String payload = plain.split("\\.")[1];

    isRefused(plain);
    isRefused(encode(header) + "." + payload + ".");
    isRefused(encode(header) + "." + payload + "." + ann.token().split("\\.")[2]);
  }

  @Test
  void refusesATokenSignedWithThePublicKeyAsASharedSecret() throws Exception {
    SignedJWT genuine = SignedJWT.parse(ann.token());
    RSAKey published = publicKey(genuine);
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(published.toRSAPublicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret :
        List.of(
            published.toJSONString().getBytes(StandardCharsets.UTF_8),
            pem.getBytes(StandardCharsets.UTF_8),
            published.toRSAPublicKey().getEncoded())) {
      var forged =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(published.getKeyID()).build(),
              genuine.getJWTClaimsSet());
      forged.sign(new MACSigner(secret));
      isRefused(forged.serialize());
    }
  }

  @Test
  void refusesAChangedPayload() throws Exception {
    Person other = works.add("other");
    String[] parts = ann.token().split("\\.");
    String[] others = other.token().split("\\.");
    String promoted =
        new Base64URL(others[1]).decodeToString().replace("\"user\"", "\"workspace-admin\"");

    isRefused(parts[0] + "." + others[1] + "." + parts[2]);
    isRefused(others[0] + "." + encode(promoted) + "." + others[2]);
  }

  @Test
  void refusesAnotherSignatureAlgorithmOfTheSameKey() throws Exception {
    SignedJWT genuine = SignedJWT.parse(ann.token());
    String kid = genuine.getHeader().getKeyID();
    String[] parts = ann.token().split("\\.");

    for (String algorithm : List.of("RS384", "RS512", "PS256", "ES256")) {
      String header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, kid);
      isRefused(encode(header) + "." + parts[1] + "." + parts[2]);
    }
  }

  @Test
  void refusesAKeyOfSomebodyElse() throws Exception {
    RSAKey stranger = new RSAKeyGenerator(2_048).keyID(UUID.randomUUID().toString()).generate();
    SignedJWT genuine = SignedJWT.parse(ann.token());
    String ourKid = genuine.getHeader().getKeyID();

    isRefused(forge(stranger, new JWSHeader.Builder(JWSAlgorithm.RS256).build()));
    isRefused(forge(stranger, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(ourKid).build()));
    isRefused(
        forge(
            stranger,
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(stranger.getKeyID()).build()));
    isRefused(
        forge(
            stranger,
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(stranger.getKeyID())
                .jwk(stranger.toPublicJWK())
                .build()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "eyJ",
        "eyJhbGciOiJSUzI1NiJ9.e30.",
        "null",
        "Bearer",
        "Bearer ",
        "Bearer Bearer",
        "Basic YW5uOnNlY3JldA==",
        "Digest username=\"ann\"",
        "a.b.c",
        "{}",
        "%00"
      })
  void refusesWhatIsNoToken(String header) {
    isRefused(header);
  }

  @Test
  void refusesWhatFollowsOrPrecedesAToken() {
    isRefused(ann.token() + "A");
    isRefused(ann.token() + ".");
    isRefused("x" + ann.token());
    isRefused(ann.token() + "," + ann.token());
    isRefused(ann.token().substring(0, ann.token().length() - 1));
  }

  @Test
  void refusesAVeryLongToken() {
    isRefused("e".repeat(5_000));
  }

  private static void isRefused(String token) {
    Reply reply = Api.anonymous().with("Authorization", token).get(ann.path());
    assertThat(reply.refuses(401, "Unauthorized").body()).isEqualTo("401: Unauthorized");
  }

  private static String forge(RSAKey key, JWSHeader header) throws JOSEException, ParseException {
    var forged = new SignedJWT(header, SignedJWT.parse(ann.token()).getJWTClaimsSet());
    forged.sign(new RSASSASigner(key));
    return forged.serialize();
  }

  private static String encode(String json) {
    return Base64URL.encode(json).toString();
  }

  // How it ends

  @Test
  void stopsWorkingAtOnceOnLoggingOut() {
    Person here = ann.logInAgain();
    Person elsewhere = ann.logInAgain();
    assertThat(here.isLoggedIn()).isTrue();

    here.api().delete(AUTH).is(204);

    here.api().get(here.path()).refuses(401, "Unauthorized");
    Api.anonymous().withCookie(here.token()).get(here.path()).refuses(401, "Unauthorized");
    here.api().delete(AUTH).refuses(401, "Unauthorized");
    assertThat(elsewhere.isLoggedIn()).isTrue();
  }

  @Test
  void refusesToLogOutNobody() {
    Api.anonymous().delete(AUTH).refuses(401, "Unauthorized");
  }

  @Test
  void endsInEverySessionButTheOwnWhenThePasswordChanges() {
    Person here = works.add("changer");
    Person elsewhere = here.logInAgain();
    assertThat(elsewhere.isLoggedIn()).isTrue();

    here.changePassword(NEW_PASSWORD).is(200);

    assertThat(here.isLoggedIn()).isTrue();
    assertThat(elsewhere.isLoggedIn()).isFalse();
    Api.anonymous().logIn(works.name(), here.name(), Workspace.PASSWORD).is(401);
    Api.anonymous().logIn(works.name(), here.name(), NEW_PASSWORD).is(200);
  }

  @Test
  void staysWhenAChangeOfThePasswordIsRefused() {
    Person here = works.add("keeper");
    Person elsewhere = here.logInAgain();

    here.api()
        .patch(here.path(), Map.of("current_password", "wrong", "password", NEW_PASSWORD))
        .refuses(400, "Bad Request");

    assertThat(here.isLoggedIn()).isTrue();
    assertThat(elsewhere.isLoggedIn()).isTrue();
  }

  @Test
  void endsWhenTheUserIsDeactivatedAndStaysSoAfterwards() {
    Person leaver = works.add("leaver");
    assertThat(leaver.isLoggedIn()).isTrue();

    ann.api().delete(leaver.path()).is(200);
    leaver.api().get(leaver.path()).refuses(401, "Unauthorized");

    ann.api().patch(leaver.path(), Map.of("status", "active")).is(200);
    leaver.api().get(leaver.path()).refuses(401, "Unauthorized");
    assertThat(leaver.logInAgain().isLoggedIn()).isTrue();
  }

  @Test
  void carriesTheRoleOfTheMomentNotOfItsIssue() {
    Person leader = works.addAdministrator("leader");
    leader.api().get("/api/1/user").is(200);

    ann.api().patch(leader.path(), Map.of("is_client_admin", false)).is(200);
    leader.api().get("/api/1/user").refuses(403, "Forbidden");
  }

  @Test
  void endsWhenTheUserRises() {
    Person riser = works.add("riser");

    ann.api().patch(riser.path(), Map.of("is_client_admin", true)).is(200);

    riser.api().get("/api/1/user").refuses(401, "Unauthorized");
    riser.logInAgain().api().get("/api/1/user").is(200);
  }

  @Test
  void livesNoLongerThanItsSession() throws ParseException {
    Date expiry = SignedJWT.parse(ann.token()).getJWTClaimsSet().getExpirationTime();

    assertThat(expiry.toInstant()).isBefore(Instant.now().plus(Duration.ofHours(12)));
  }
}
