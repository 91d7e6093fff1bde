package org.gatehouse.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gatehouse.core.signon.SignOnRefusal;
import org.gatehouse.fixture.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider's answer counts only if all of it is right. */
class VerifyAuthorizationResponseTest {
  private final FakeProvider provider = new FakeProvider();
  private final Login login = new Login(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  private static OidcRefusal refusal(ThrowingCallable call) {
    return catchThrowableOfType(OidcRefused.class, call).why();
  }

  private static Date inSeconds(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  @Test
  void saysWhoItIs() {
    provider.claims(
        claims ->
            claims
                .claim("email", "ann@example.com")
                .claim("email_verified", true)
                .claim("sid", "session-1")
                .claim("auth_time", 1_700_000_000));

    VerifiedIdToken ann = login.complete();

    assertThat(ann.subject()).isEqualTo("subject-1");
    assertThat(ann.attributes())
        .containsOnly(
            Map.entry("sub", List.of("subject-1")),
            Map.entry("email", List.of("ann@example.com")),
            Map.entry("email_verified", List.of("true")));
    assertThat(ann.emailVerified()).isTrue();
    assertThat(ann.session()).contains("session-1");
    assertThat(ann.authenticatedAt()).contains(Instant.ofEpochSecond(1_700_000_000));
    assertThat(ann.idToken()).startsWith("eyJ");
    assertThat(ann.toString()).doesNotContain("eyJ", "ann");
  }

  @ParameterizedTest
  @CsvSource({"true,true", "'true',true", "false,false", "'1',false", "'',false", ",false"})
  void believesThatAnAddressIsVerifiedOnlyIfTheProviderSaysSo(String said, boolean believed) {
    provider.claims(claims -> claims.claim("email", "a@b.example").claim("email_verified", said));

    assertThat(login.complete().emailVerified()).isEqualTo(believed);
  }

  // How we prove who we are

  @ParameterizedTest
  @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
  void provesWhoWeAreAsTheProviderWantsIt(String method) {
    provider.configuration("token_endpoint_auth_methods_supported", List.of(method));

    assertThat(login.complete().subject()).isEqualTo("subject-1");
  }

  @Test
  void usesBasicIfTheProviderSaysNothing() {
    provider.configuration("token_endpoint_auth_methods_supported", null);

    assertThat(login.complete().subject()).isEqualTo("subject-1");
  }

  @Test
  void isAPublicClientWithoutASecret() {
    provider.configuration(
        "token_endpoint_auth_methods_supported", List.of("none", "client_secret_post"));

    assertThat(login.withSecret(Optional.empty()).complete().subject()).isEqualTo("subject-1");
  }

  @Test
  void refusesIfTheSecretIsWrong() {
    login.withSecret(Optional.of("another"));

    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.CLIENT);
  }

  // The answer itself

  @ParameterizedTest
  @CsvSource({
    "error=access_denied,IDP_SAID_NO",
    "error=server_error&error_description=boom,PROVIDER_ERROR",
    "error=%3Cscript%3E,PROVIDER_ERROR",
    "error=access_denied&code=x,IDP_SAID_NO",
    "state=x,MALFORMED",
    "code=,MALFORMED",
    "code=made-up,CODE",
  })
  void refusesWhatIsNoSuccess(String query, OidcRefusal why) {
    assertThat(refusal(() -> login.complete(query + "&iss=" + provider.issuer()))).isEqualTo(why);
  }

  @Test
  void tellsAnAdministratorTheErrorIfItIsOneByItsLook() {
    String from = "&iss=" + provider.issuer();

    assertThat(
            catchThrowableOfType(
                    OidcRefused.class, () -> login.complete("error=invalid_scope" + from))
                .detail())
        .isEqualTo("invalid_scope");
    assertThat(
            catchThrowableOfType(
                    OidcRefused.class, () -> login.complete("error=%3Cscript%3E" + from))
                .detail())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&iss=", "&iss=https%3A%2F%2Fevil.example"})
  void wantsToKnowWhoAnswersWhereTheProviderAlwaysSays(String iss) {
    String query = provider.answer(login.address()).getRawQuery().replaceAll("&iss=.*", iss);

    assertThat(refusal(() -> login.complete(query))).isEqualTo(OidcRefusal.WRONG_ISSUER);
    assertThat(provider.calls()).doesNotContain("/token");
  }

  @Test
  void doesNotWantToKnowItWhereTheProviderNeverSaysButHearsIt() {
    provider.configuration("authorization_response_iss_parameter_supported", null);

    login.complete(provider.answer(login.address()).getRawQuery().replaceAll("&iss=.*", ""));
    assertThat(refusal(() -> login.complete("code=x&iss=https%3A%2F%2Fevil.example")))
        .isEqualTo(OidcRefusal.WRONG_ISSUER);
  }

  // The code

  @Test
  void redeemsACodeOnce() {
    String query = provider.answer(login.address()).getRawQuery();
    login.complete(query);

    assertThat(refusal(() -> login.complete(query))).isEqualTo(OidcRefusal.CODE);
  }

  @Test
  void canNotRedeemTheCodeOfAnotherLogin() {
    URI other =
        URI.create(
            login.address().toString().replaceAll("code_challenge=[^&]*", "code_challenge=other"));

    assertThat(refusal(() -> login.complete(provider.answer(other).getRawQuery())))
        .isEqualTo(OidcRefusal.CODE);
  }

  @ParameterizedTest
  @CsvSource({"invalid_client,CLIENT", "unauthorized_client,CLIENT", "odd,PROVIDER_ERROR"})
  void passesOnWhyTheProviderRefuses(String error, OidcRefusal why) {
    provider.refuses(error);

    assertThat(refusal(login::complete)).isEqualTo(why);
  }

  @Test
  void refusesAnAnswerWithoutAnIdToken() {
    provider.signature(claims -> "none");

    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.UNREADABLE);
  }

  @Test
  void refusesWhateverElseTheTokenEndpointMaySay() {
    List<Map<String, ?>> answers =
        List.of(
            Map.of("access_token", "x"),
            Map.of("access_token", "x", "token_type", "MAC", "id_token", "x"),
            Map.of("access_token", 5, "token_type", "Bearer", "id_token", "x"),
            Map.of("access_token", "x", "token_type", "Bearer"),
            Map.of("access_token", "x", "token_type", "Bearer", "id_token", List.of()),
            Map.of("access_token", "x", "token_type", "Bearer", "id_token", "a.b.c"),
            Map.of("id_token", "eyJhbGciOiJub25lIn0.e30."));
    for (Map<String, ?> answer : answers) {
      provider.answers(answer);
      assertThat(refusal(login::complete)).as("%s", answer).isEqualTo(OidcRefusal.UNREADABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "azp", "nonce", "exp", "iat"})
  void refusesClaimsOfAnotherType(String claim) {
    provider.claim(claim, Map.of("a", "b"));

    assertThat(refusal(login::complete)).isNotNull();
  }

  // The ID token

  @ParameterizedTest
  @CsvSource({
    "iss,https://evil.example,WRONG_ISSUER",
    "aud,other,WRONG_AUDIENCE",
    "nonce,other,NONCE"
  })
  void refusesATokenFromOrForSomebodyElse(String claim, String value, OidcRefusal why) {
    provider.claim(claim, value);

    assertThat(refusal(login::complete)).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    "iss,WRONG_ISSUER",
    "aud,WRONG_AUDIENCE",
    "nonce,NONCE",
    "sub,NO_SUBJECT",
    "exp,EXPIRED",
    "iat,EXPIRED"
  })
  void refusesATokenThatLacksSomething(String claim, OidcRefusal why) {
    provider.claim(claim, null);

    assertThat(refusal(login::complete)).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({"exp,-70,EXPIRED", "iat,70,CLOCKS_DIFFER", "nbf,70,EXPIRED"})
  void refusesATokenThatIsNotOfNow(String claim, long seconds, OidcRefusal why) {
    provider.claim(claim, inSeconds(seconds));

    assertThat(refusal(login::complete)).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({"exp,-50", "iat,50", "nbf,50"})
  void forgivesAClockThatIsAMinuteOff(String claim, long seconds) {
    provider.claim(claim, inSeconds(seconds));

    assertThat(login.complete().subject()).isEqualTo("subject-1");
  }

  @Test
  void takesATokenForSeveralUnlessItSaysThatItWasMadeForAnother() {
    List<String> several = List.of(FakeProvider.CLIENT, "other");

    provider.claims(claims -> claims.audience(several).claim("azp", FakeProvider.CLIENT));
    assertThat(login.complete().subject()).isEqualTo("subject-1");
    provider.claims(claims -> claims.audience(several));
    assertThat(login.complete().subject()).isEqualTo("subject-1");
    provider.claims(claims -> claims.audience(List.of("other", "another")));
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.WRONG_AUDIENCE);
    provider.claims(claims -> claims.audience(several).claim("azp", "other"));
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.WRONG_AUDIENCE);
    provider.claim("azp", "other");
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.WRONG_AUDIENCE);
  }

  @Test
  void takesASubjectOf255CharactersAndNoLonger() {
    provider.subject("s".repeat(255));
    assertThat(login.complete().subject()).hasSize(255);

    provider.subject("s".repeat(256));
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.NO_SUBJECT);
  }

  @Test
  void takesTheHashOfTheAccessTokenAndNoOther() {
    // The left half of the SHA-256 of "access".
    provider.claim("at_hash", "oFYf1knNtrqnhAVfBRuteQ");
    assertThat(login.complete().subject()).isEqualTo("subject-1");

    provider.claim("at_hash", "2UCLpWdWbmPkFgrAFgwFRA");
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.TOKEN_HASH);
  }

  // Its signature

  @Test
  void refusesATokenWithoutASignature() {
    provider.signature(claims -> new PlainJWT(claims).serialize());

    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.WEAK_ALGORITHM);
  }

  @Test
  void refusesTheClientSecretAsAKey() {
    provider.configuration(
        "id_token_signing_alg_values_supported", List.of("RS256", "HS256", "none"));
    provider.signature(VerifyAuthorizationResponseTest::signedByTheSecret);

    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.WEAK_ALGORITHM);
  }

  private static String signedByTheSecret(JWTClaimsSet claims) {
    try {
      SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
      jwt.sign(new MACSigner(FakeProvider.SECRET.repeat(4)));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesAKeyThatTheProviderDoesNotPublish() {
    provider.signature(claims -> FakeProvider.sign(claims, FakeProvider.newKey()));

    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.WRONG_KEY);
  }

  @Test
  void refusesClaimsThatWereChangedAfterwards() {
    provider.signature(
        claims -> {
          String[] good = provider.sign(claims).split("\\.");
          String[] other =
              provider
                  .sign(new JWTClaimsSet.Builder(claims).subject("somebody else").build())
                  .split("\\.");
          return good[0] + "." + other[1] + "." + good[2];
        });

    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.WRONG_KEY);
  }

  @Test
  void followsTheProviderToItsNextKey() {
    login.complete();
    provider.rotate();

    assertThat(login.complete().subject()).isEqualTo("subject-1");
  }

  @Test
  void asksForTheKeysTwiceAndNoMoreHoweverManyUnknownOnesAreNamed() {
    login.complete();
    provider.signature(claims -> FakeProvider.sign(claims, FakeProvider.newKey()));

    assertThat(IntStream.range(0, 5).mapToObj(i -> refusal(login::complete)))
        .containsOnly(OidcRefusal.WRONG_KEY);
    assertThat(provider.calls().stream().filter("/keys"::equals)).hasSize(2);
  }

  @Test
  void saysAgainWhyTheKeysCouldNotBeHadWhileItDoesNotAsk() {
    provider.text("/keys", json -> "{}");
    assertThat(IntStream.range(0, 4).mapToObj(i -> refusal(login::complete)))
        .containsOnly(OidcRefusal.UNREADABLE);
    assertThat(provider.calls().stream().filter("/keys"::equals)).hasSize(2);

    Login another = new Login(provider.redirecting("/keys"));
    assertThat(IntStream.range(0, 4).mapToObj(i -> refusal(another::complete)))
        .containsOnly(OidcRefusal.UNREACHABLE);
  }

  // What an administrator asks for

  @Test
  void wantsTheConfiguredDomainIfThereIsOne() {
    login.ofDomain("corp.example");

    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.HOSTED_DOMAIN);
    provider.claim("hd", "other.example");
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.HOSTED_DOMAIN);
    provider.claim("hd", List.of("corp.example"));
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.HOSTED_DOMAIN);
    provider.claim("hd", "Corp.example");
    assertThat(login.complete().subject()).isEqualTo("subject-1");
  }

  @Test
  void wantsARecentLoginIfItWasToBeAnew() {
    login.anew(Instant.now());

    assertThat(login.complete().authenticatedAt()).isPresent();
    provider.claim("auth_time", Instant.now().minusSeconds(70).getEpochSecond());
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.NOT_ANEW);
    provider.claim("auth_time", Instant.now().plusSeconds(70).getEpochSecond());
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.NOT_ANEW);
    provider.claim("auth_time", null);
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.NOT_ANEW);
  }

  // What else the provider knows

  @Test
  void asksForMoreOnlyIfSomethingIsMissing() {
    login.wanting("email");
    provider.claim("email", "in@token.example");
    login.complete();
    assertThat(provider.calls()).doesNotContain("/userinfo");

    login.wanting("email", "groups");
    provider.userInfo(
        Map.of("sub", "subject-1", "groups", List.of("a", "b"), "email", "other@b.example"));

    assertThat(login.complete().attributes())
        .containsEntry("email", List.of("in@token.example"))
        .containsEntry("groups", List.of("a", "b"));
  }

  @Test
  void doesNotBelieveThatOneAddressIsVerifiedBecauseAnotherIs() {
    login.wanting("email", "groups");
    provider.claim("email", "in@token.example");
    provider.userInfo(
        Map.of("sub", "subject-1", "email", "other@b.example", "email_verified", true));

    assertThat(login.complete().emailVerified()).isFalse();
  }

  @Test
  void refusesToHearOfSomebodyElse() {
    login.wanting("groups");
    provider.userInfo(Map.of("sub", "somebody else", "groups", List.of("administrators")));

    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.NO_SUBJECT);
  }

  @Test
  void refusesIfWhatIsMissingCanNotBeHad() {
    login.wanting("groups");
    provider.userInfo(Map.of("groups", List.of("administrators")));
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.UNREADABLE);
  }

  @Test
  void refusesGroupsThatAreSomewhereElseButOnlyWhereTheyMatter() {
    provider.claims(
        claims ->
            claims
                .claim("_claim_names", Map.of("groups", "src1"))
                .claim("_claim_sources", Map.of("src1", Map.of("endpoint", "https://x.example"))));
    provider.userInfo(Map.of("sub", "subject-1"));

    assertThat(login.complete().attributes()).doesNotContainKey("groups");
    login.wanting("groups");
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.CLAIMS);
  }

  @Test
  void asksAProviderAgainThatDidNotAnswerAMomentAgoButNotAtOnce() {
    provider.configuration("jwks_uri", null);
    assertThat(refusal(login::known)).isEqualTo(OidcRefusal.DISCOVERY);
    assertThat(refusal(login::known)).isEqualTo(OidcRefusal.DISCOVERY);

    assertThat(provider.calls()).hasSize(1);
  }

  @Test
  void refusesWhileTheProviderDoesNotAnswer() {
    String query = provider.answer(login.address()).getRawQuery();
    provider.close();

    assertThat(refusal(() -> login.complete(query))).isEqualTo(OidcRefusal.UNREACHABLE);
    assertThat(refusal(() -> new Login(provider).address())).isEqualTo(OidcRefusal.UNREACHABLE);
  }

  // What a provider may write otherwise than most

  private String words(ThrowingCallable call) {
    return catchThrowableOfType(OidcRefused.class, call).reason().words();
  }

  @Test
  void doesNotLookAtWhatComesBesideTheTokens() {
    List<Map<String, Object>> odd =
        List.of(
            Map.of("scope", List.of("openid", "email")),
            Map.of("scope", ""),
            Map.of("expires_in", "300"),
            Map.of("expires_in", 299.5),
            Map.of("expires_in", -1),
            Map.of("expires_in", ""),
            Map.of("expires_in", Map.of("seconds", 300)),
            Map.of("refresh_token", ""),
            Map.of("refresh_token", List.of(1)),
            Map.of("token_type", "bearer"),
            Map.of("token_type", ""),
            Map.of("error", ""),
            Map.of("error", Map.of(), "token_type", List.of()),
            Map.of("not-before-policy", 0, "session_state", Map.of()));
    for (Map<String, Object> more : odd) {
      provider.tellsBesideTokens(more);
      assertThat(login.complete().subject()).as("%s", more).isEqualTo("subject-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html; charset=utf-8", "text/plain", "application/jwt", ""})
  void readsJsonWhateverTheServerCallsIt(String type) {
    login.wanting("groups");
    provider.userInfo(Map.of("sub", "subject-1", "groups", List.of("a")));
    for (String path : List.of("/token", "/userinfo", "/keys")) {
      provider.type(path, type).text(path, json -> "\ufeff" + json);
    }

    assertThat(login.complete().attributes()).containsEntry("groups", List.of("a"));
  }

  @Test
  void readsUserinfoThatIsSigned() {
    login.wanting("groups");
    provider.type("/userinfo", "application/jwt").text("/userinfo", json -> userInfo("subject-1"));

    assertThat(login.complete().attributes()).containsEntry("groups", List.of("a"));
  }

  private String userInfo(String subject) {
    return provider.sign(userInfoClaims(subject).build());
  }

  private JWTClaimsSet.Builder userInfoClaims(String subject) {
    return new JWTClaimsSet.Builder()
        .issuer(provider.issuer())
        .audience(FakeProvider.CLIENT)
        .subject(subject)
        .claim("groups", List.of("a"));
  }

  @Test
  void refusesUserinfoThatIsNotSignedByTheProviderForUs() {
    login.wanting("groups");
    Map<String, OidcRefusal> refused =
        Map.of(
            userInfo("somebody else"),
            OidcRefusal.NO_SUBJECT,
            FakeProvider.sign(userInfoClaims("subject-1").build(), FakeProvider.newKey()),
            OidcRefusal.WRONG_KEY,
            new PlainJWT(userInfoClaims("subject-1").build()).serialize(),
            OidcRefusal.WEAK_ALGORITHM,
            signedByTheSecret(userInfoClaims("subject-1").build()),
            OidcRefusal.WEAK_ALGORITHM,
            provider.sign(userInfoClaims("subject-1").issuer("https://evil.example").build()),
            OidcRefusal.UNREADABLE,
            provider.sign(userInfoClaims("subject-1").audience("other").build()),
            OidcRefusal.UNREADABLE,
            provider.sign(userInfoClaims("subject-1").audience((String) null).build()),
            OidcRefusal.UNREADABLE,
            provider.sign(userInfoClaims("subject-1").expirationTime(inSeconds(-70)).build()),
            OidcRefusal.UNREADABLE,
            "a.b.c",
            OidcRefusal.UNREADABLE);
    refused.forEach(
        (text, why) -> {
          provider.text("/userinfo", json -> text);
          assertThat(refusal(login::complete)).as(text).isEqualTo(why);
        });
  }

  @Test
  void saysOfWhichTypeUserinfoIsThatCanNotBeRead() {
    login.wanting("groups");
    provider.type("/userinfo", "text/html").text("/userinfo", json -> "<html>Log in</html>");

    assertThat(words(login::complete)).isEqualTo("Content-Type: text/html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'kty':'RSA','kid':'x'}",
        "{'kty':'RSA','n':'!!','e':'AQAB','kid':'x'}",
        "{'kty':'RSA','n':'AQAB','e':'AQAB','kid':'x'}",
        "{'kty':'AKP','alg':'ML-DSA-44','kid':'x','pub':'AAAA'}",
        "{'kty':'OKP','crv':'Ed25519','x':'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE'}",
        "{'kty':'EC','crv':'P-256','x':'AQAB','y':'AQAB'}",
        "{'kty':'EC','crv':'P-999','x':'AQAB','y':'AQAB'}",
        "{'kty':'oct','k':'AQAB'}",
        "{'kty':7}",
        "{}",
        "null",
        "7",
        "'text'"
      })
  void overlooksAKeyThatItCanNotUse(String key) {
    provider.text("/keys", json -> json.replace("[", "[" + key.replace('\'', '"') + ","));

    assertThat(login.complete().subject()).isEqualTo("subject-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x5c':['garbage']",
        "'x5c':7",
        "'x5t':'AAAA','x5t#S256':'AAAA','x5u':'not a uri'",
        "'key_ops':[]",
        "'key_ops':['verify','frobnicate']",
        "'key_ops':['frobnicate']",
        "'key_ops':'verify'",
        "'use':'signature'",
        "'use':7",
        "'use':''",
        "'alg':7",
        "'exp':'never'"
      })
  void overlooksWhatElseIsWrittenBesideAKey(String member) {
    provider.text(
        "/keys",
        json ->
            json.replace("\"use\":\"sig\",", "")
                .replace(",\"use\":\"sig\"", "")
                .replace("\"kty\"", member.replace('\'', '"') + ",\"kty\""));

    assertThat(login.complete().subject()).isEqualTo("subject-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'use':'enc'", "'key_ops':['encrypt']", "'alg':'RSA-OAEP'"})
  void believesNoKeyThatIsForSomethingElse(String member) {
    provider.text(
        "/keys",
        json ->
            json.replace("\"use\":\"sig\",", "")
                .replace(",\"use\":\"sig\"", "")
                .replace("\"kty\"", member.replace('\'', '"') + ",\"kty\""));

    assertThat(refusal(login::complete)).isIn(OidcRefusal.WRONG_KEY, OidcRefusal.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "<html>", "{\"keys\":7}", "{\"keys\":[]}"})
  void doesNotCallKeysUnreachableThatItCanNotRead(String text) {
    provider.text("/keys", json -> text);

    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.UNREADABLE);
  }

  @Test
  void passesOnTheProvidersOwnWords() {
    String from = "&iss=" + provider.issuer();

    assertThat(
            words(
                () ->
                    login.complete(
                        "error=Login.Required42&error_description=Nicht%20zugewiesen%0A<b>"
                            + "&error_uri=https://idp.example/why"
                            + from)))
        .isEqualTo("Login.Required42: Nicht zugewiesen <b> (https://idp.example/why)");
    provider.answers(Map.of("error", "invalid_grant", "error_description", "x".repeat(5_000)));
    assertThat(words(login::complete)).startsWith("invalid_grant: x").hasSize(200);
    provider.answers(
        Map.of("error", Map.of("code", "InvalidAuthenticationToken", "message", "Zu alt")));
    assertThat(words(login::complete)).isEqualTo("InvalidAuthenticationToken: Zu alt");
    provider.answers(
        Map.of("error", Map.of("code", 400, "message", "Bad", "status", "INVALID_ARGUMENT")));
    assertThat(words(login::complete)).isEqualTo("INVALID_ARGUMENT: Bad");
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.PROVIDER_ERROR);
  }

  @ParameterizedTest
  @CsvSource({"95,ahead", "-95,behind"})
  void saysHowFarTheClocksAreApart(long seconds, String how) {
    provider.claims(
        claims -> claims.issueTime(inSeconds(seconds)).expirationTime(inSeconds(seconds + 30)));

    assertThat(words(login::complete)).matches("the provider's clock is (9\\d|10\\d) s " + how);
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.CLOCKS_DIFFER);
    assertThat(OidcRefusal.CLOCKS_DIFFER.outside()).isEqualTo(SignOnRefusal.CLOCKS_DIFFER);
  }

  @Test
  void saysThatAClockIsBehindAlsoWhereTheLoginWasToBeAnew() {
    login.anew(Instant.now());
    provider.claims(
        claims -> claims.issueTime(inSeconds(-120)).claim("auth_time", inSeconds(-120)));

    assertThat(words(login::complete)).matches("the provider's clock is 12\\d s behind");
    provider.claims(claims -> claims.issueTime(inSeconds(-120)).claim("auth_time", null));
    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.NOT_ANEW);
  }

  @Test
  void doesNotBlameTheClockForATokenThatIsTooOldByItself() {
    provider.claims(claims -> claims.expirationTime(inSeconds(-70)).issueTime(inSeconds(0)));

    assertThat(refusal(login::complete)).isEqualTo(OidcRefusal.EXPIRED);
    assertThat(words(login::complete)).isEmpty();
  }
}
