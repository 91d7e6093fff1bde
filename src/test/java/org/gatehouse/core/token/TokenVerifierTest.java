package org.gatehouse.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.session.ApplicationRoles;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our tokens and no others are tokens: RFC 8725's attacks, one by one. */
class TokenVerifierTest {
  private static final Instant START = Instant.parse("2030-01-01T12:00:00.123Z");
  private static final String US = "https://login.example.com";

  /** One for all, because making a key takes longer than all the rest. */
  private static final MovableClock CLOCK = new MovableClock(START);

  private static final KeysInMemory STORE = new KeysInMemory();

  private static final RSAKey THEIRS = theirs();

  private final MovableClock clock = CLOCK;
  private final KeysInMemory store = STORE;
  private final SigningKeys keys = Tokens.keys(store, 1, clock);
  private final Settings settings = Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", US));
  private final TokenIssuer issuer =
      new TokenIssuer(
          keys,
          new RecentAccess(new GrantsInMemory()),
          new ApplicationRoles(settings),
          settings,
          clock);
  private final TokenVerifier verifier = new TokenVerifier(keys, settings, clock);
  private final Caller caller =
      new Caller(
          UUID.randomUUID(),
          UUID.randomUUID(),
          UUID.randomUUID(),
          "CorpInc AG",
          "corpinc",
          "ann",
          "Ann Lee",
          "ann@example.com",
          Preferences.NONE,
          Set.of("user", "workspace-admin"),
          Set.of(),
          START.plus(Duration.ofHours(12)),
          Caller.LOCAL,
          OptionalLong.of(0),
          Client.UNKNOWN);

  @BeforeEach
  void setTheClock() {
    clock.set(START);
    keys.rotate();
  }

  @Test
  void verifiesWhatTheIssuerIssues() {
    AccessToken token = issuer.issue(caller);

    assertThat(verifier.verify(token.value()).map(VerifiedToken::sessionId))
        .contains(caller.sessionId());
    assertThat(token.expiresAt()).isEqualTo(caller.expiresAt());
    assertThat(token.toString()).doesNotContain(token.value());
  }

  @Test
  void saysWhatMicroProfileJwtWantsToKnow() throws Exception {
    SignedJWT jwt = SignedJWT.parse(issuer.issue(caller).value());
    JWTClaimsSet claims = jwt.getJWTClaimsSet();

    assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    assertThat(jwt.getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
    assertThat(jwt.getHeader().getKeyID()).isEqualTo(signer().kid());
    assertThat(claims.getIssuer()).isEqualTo(US);
    assertThat(claims.getAudience()).containsExactly(US);
    assertThat(claims.getSubject()).isEqualTo(caller.userId().toString());
    assertThat(claims.getStringClaim("upn")).isEqualTo("corpinc/ann");
    assertThat(claims.getStringListClaim("groups")).containsExactly("user", "workspace-admin");
    assertThat(claims.getStringClaim("org_uid")).isEqualTo("corpinc");
    assertThat(claims.getStringClaim("sid")).isEqualTo(caller.sessionId().toString());
    assertThat(claims.getJWTID()).isNotBlank();
    assertThat(claims.getIssueTime()).isBefore(claims.getExpirationTime());
    assertThat(claims.toString()).doesNotContain("Ann Lee");
  }

  @Test
  void refusesAnExpiredTokenAlsoOneItRemembers() {
    String token = issuer.issue(caller).value();
    assertThat(verifier.verify(token)).isPresent();

    clock.set(caller.expiresAt().minusSeconds(1));
    assertThat(verifier.verify(token)).isPresent();
    clock.set(caller.expiresAt());
    assertThat(verifier.verify(token)).isEmpty();
    assertThat(new TokenVerifier(keys, settings, clock).verify(token)).isEmpty();
  }

  @Test
  void recognisesATokenWithoutAskingForItsKeyAgain() {
    String token = issuer.issue(caller).value();
    verifier.verify(token);
    int before = store.reads();

    assertThat(verifier.verify(token).map(VerifiedToken::sessionId)).contains(caller.sessionId());
    assertThat(store.reads()).isEqualTo(before);
  }

  @Test
  void refusesTokensOfAWithdrawnKeyAlsoThoseItRemembers() {
    List<String> tokens =
        List.of(issuer.issue(caller).value(), issuer.issueForCookie(caller).value());
    SigningKeys otherNode = Tokens.keys(store, 1, clock);
    TokenVerifier there = new TokenVerifier(otherNode, settings, clock);
    assertThat(tokens).allMatch(token -> verifier.verify(token).isPresent());
    assertThat(tokens).allMatch(token -> there.verify(token).isPresent());

    keys.withdraw(signer().kid());

    assertThat(tokens).allMatch(token -> verifier.verify(token).isEmpty());
    clock.advance(Duration.ofSeconds(5));
    assertThat(tokens).allMatch(token -> there.verify(token).isEmpty());
    assertThat(there.verify(issuer.issue(caller).value())).isPresent();
  }

  @Test
  void noticesEveryChangedCharacter() {
    String token = issuer.issue(caller).value();
    verifier.verify(token);
    // Also the last one, which has bits that mean nothing.
    assertThat(IntStream.range(0, token.length()))
        .allSatisfy(
            at -> {
              char other = token.charAt(at) == 'A' ? 'g' : 'A';
              String changed = token.substring(0, at) + other + token.substring(at + 1);
              assertThat(verifier.verify(changed)).isEmpty();
            });
  }

  /** RFC 7515, 2: without padding, line breaks or whitespace. */
  @ParameterizedTest
  @ValueSource(strings = {"=", "==", " ", "\n", "\t", "+", "/", "%3D", "\u00e4", "."})
  void refusesWhatIsNoBase64UrlInAnyPart(String more) {
    String[] parts = issuer.issue(caller).value().split("\\.");
    for (int at = 0; at < parts.length; at++) {
      for (boolean behind : List.of(true, false)) {
        String[] changed = parts.clone();
        changed[at] = behind ? parts[at] + more : more + parts[at];
        assertThat(verifier.verify(String.join(".", changed))).isEmpty();
      }
    }
  }

  @Test
  void tellsTheLoginCookiesTokenFromAnAccessToken() throws Exception {
    SignedJWT cookie = SignedJWT.parse(issuer.issueForCookie(caller).value());

    assertThat(cookie.getHeader().getType()).isNotEqualTo(JOSEObjectType.JWT);
    assertThat(cookie.getJWTClaimsSet().getAudience()).doesNotContain(US).hasSize(1);
    assertThat(verifier.verify(cookie.serialize()).map(VerifiedToken::kind))
        .contains(TokenKind.LOGIN_COOKIE);
    assertThat(verifier.verify(issuer.issue(caller).value()).map(VerifiedToken::kind))
        .contains(TokenKind.ACCESS);
  }

  @Test
  void takesNoTokenOfOneKindForTheOther() throws Exception {
    JWTClaimsSet ofCookie =
        SignedJWT.parse(issuer.issueForCookie(caller).value()).getJWTClaimsSet();

    assertThat(verifier.verify(ours(new JWTClaimsSet.Builder(ofCookie)))).isEmpty();
    for (String type : List.of("at+jwt", "gatehouse-login+jwt", "logout+jwt", "")) {
      assertThat(verifier.verify(typed(new JOSEObjectType(type)))).isEmpty();
    }
    assertThat(verifier.verify(typed(null))).isEmpty();
    assertThat(verifier.verify(typed(new JOSEObjectType("jwt")))).isPresent();
  }

  /** What somebody has who verifies offline by the book, and knows our address only. */
  @Test
  void letsNobodyElseTakeTheCookiesTokenForAnAccessToken() throws Exception {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256, new ImmutableJWKSet<>(JWKSet.parse(keys.jwks()))));
    processor.setJWTClaimsSetVerifier(null);
    String access = issuer.issue(caller).value();
    String cookie = issuer.issueForCookie(caller).value();

    assertThat(processor.process(access, null).getAudience()).containsExactly(US);
    assertThatThrownBy(() -> processor.process(cookie, null)).isInstanceOf(BadJOSEException.class);
  }

  @Test
  void refusesATokenWithoutSignature() {
    assertThat(verifier.verify(new PlainJWT(claims().build()).serialize())).isEmpty();
  }

  @Test
  void refusesOurPublicKeyAsASharedSecret() throws Exception {
    byte[] published = signer().pair().toRSAKey().toRSAPublicKey().getEncoded();

    assertThat(verifier.verify(signed(JWSAlgorithm.HS256, new MACSigner(published)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256"})
  void refusesAnotherAlgorithmOfTheSameKey(String algorithm) throws Exception {
    assertThat(
            verifier.verify(
                signed(
                    JWSAlgorithm.parse(algorithm), new RSASSASigner(signer().pair().toRSAKey()))))
        .isEmpty();
  }

  @Test
  void refusesAnAlgorithmThatIsNotThatOfTheKey() throws Exception {
    TokenKey curve = keys.signer(SigningAlgorithm.ES256);
    SignedJWT byCurve =
        new SignedJWT(
            new JWSHeader.Builder(header(JWSAlgorithm.ES256)).keyID(signer().kid()).build(),
            claims().build());
    byCurve.sign(new ECDSASigner(curve.pair().toECKey()));
    SignedJWT byRsa =
        new SignedJWT(
            new JWSHeader.Builder(header(JWSAlgorithm.RS256)).keyID(curve.kid()).build(),
            claims().build());
    byRsa.sign(new RSASSASigner(signer().pair().toRSAKey()));
    byte[] published = curve.pair().toECKey().toECPublicKey().getEncoded();
    SignedJWT byHash =
        new SignedJWT(
            new JWSHeader.Builder(header(JWSAlgorithm.HS256)).keyID(curve.kid()).build(),
            claims().build());
    byHash.sign(new MACSigner(published));

    for (SignedJWT jwt : List.of(byCurve, byRsa, byHash)) {
      assertThat(verifier.verify(jwt.serialize())).as(jwt.getHeader().toString()).isEmpty();
    }
  }

  @Test
  void refusesTheKeyOfSomebodyElseUnderTheNameOfOurs() throws Exception {
    RSAKey theirs = new RSAKey.Builder(THEIRS).keyID(signer().kid()).build();

    assertThat(verifier.verify(signed(JWSAlgorithm.RS256, new RSASSASigner(theirs)))).isEmpty();
  }

  @Test
  void refusesAKeyThatTheTokenItselfBrings() throws Exception {
    RSAKey theirs = THEIRS;
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("theirs")
                .jwk(theirs.toPublicJWK())
                .build(),
            claims().build());
    jwt.sign(new RSASSASigner(theirs));

    assertThat(verifier.verify(jwt.serialize())).isEmpty();
  }

  @Test
  void refusesAHeaderWithSomethingCriticalItDoesNotKnow() throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(signer().kid())
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build(),
            claims().build());
    jwt.sign(new RSASSASigner(signer().pair().toRSAKey()));

    assertThat(verifier.verify(jwt.serialize())).isEmpty();
  }

  @Test
  void refusesWhatIsForSomebodyElse() throws Exception {
    assertThat(verifier.verify(ours(claims())).map(VerifiedToken::sessionId))
        .contains(caller.sessionId());
    assertThat(verifier.verify(ours(claims().issuer("https://evil.example")))).isEmpty();
    assertThat(verifier.verify(ours(claims().issuer(null)))).isEmpty();
    assertThat(verifier.verify(ours(claims().audience("https://app.example")))).isEmpty();
    assertThat(verifier.verify(ours(claims().audience(List.of())))).isEmpty();
    assertThat(verifier.verify(ours(claims().expirationTime(null)))).isEmpty();
    assertThat(verifier.verify(ours(claims().claim("sid", null)))).isEmpty();
    assertThat(verifier.verify(ours(claims().claim("sid", "x")))).isEmpty();
    assertThat(verifier.verify(ours(claims().claim("sid", 7)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "e30.e30.",
        "e30.e30.e30",
        "eyJhbGciOiJub25lIn0.e30.",
        "eyJhbGciOiJSUzI1NiJ9.e30.AA",
        "eyJhbGciOiJSUzI1NiIsImtpZCI6bnVsbH0.e30.AA",
        "eyJhbGciOiJSUzI1NiIsImtpZCI6N30.e30.AA",
        "\u0000",
        "Bearer x"
      })
  void refusesRubbish(String token) {
    assertThat(verifier.verify(token)).isEmpty();
  }

  @Test
  void refusesWhatIsDeepOrLong() {
    String deep = Base64URL.encode("{\"a\":" + "[".repeat(2_800)).toString();

    assertThat(verifier.verify(deep + ".e30.AA")).isEmpty();
    assertThat(verifier.verify(issuer.issue(caller).value() + "A".repeat(5_000))).isEmpty();
    assertThat(verifier.verify("a".repeat(10_000_000))).isEmpty();
  }

  private static RSAKey theirs() {
    try {
      return new RSAKeyGenerator(2048).keyID("theirs").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private TokenKey signer() {
    return keys.signer(SigningAlgorithm.RS256);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(US)
        .audience(US)
        .expirationTime(Date.from(START.plusSeconds(3_600)))
        .claim("sid", caller.sessionId().toString());
  }

  private String ours(JWTClaimsSet.Builder claims) throws Exception {
    SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.RS256), claims.build());
    jwt.sign(new RSASSASigner(signer().pair().toRSAKey()));
    return jwt.serialize();
  }

  private String typed(@Nullable JOSEObjectType type) throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(type).keyID(signer().kid()).build();
    SignedJWT jwt = new SignedJWT(header, claims().build());
    jwt.sign(new RSASSASigner(signer().pair().toRSAKey()));
    return jwt.serialize();
  }

  private String signed(JWSAlgorithm algorithm, JWSSigner signer) throws Exception {
    SignedJWT jwt = new SignedJWT(header(algorithm), claims().build());
    jwt.sign(signer);
    return jwt.serialize();
  }

  private JWSHeader header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(signer().kid()).build();
  }
}
