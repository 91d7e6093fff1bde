package org.gatehouse.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gatehouse.federation.Reason;
import org.gatehouse.fixture.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A logout token counts only if all of it is right. */
class LogoutTokensTest {
  private final FakeProvider provider = new FakeProvider();
  private final Login login = new Login(provider);
  private final LogoutTokens tokens =
      new LogoutTokens(Clock.systemUTC(), Duration.ofSeconds(60), false);

  @AfterEach
  void close() {
    provider.close();
  }

  private LogoutTokenClaimsSet verify(UnaryOperator<JWTClaimsSet.Builder> change) {
    try {
      return tokens.verify(
          login.registration(), login.known(), JWTParser.parse(provider.logoutToken(change)));
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private OidcRefusal refusal(UnaryOperator<JWTClaimsSet.Builder> change) {
    return catchThrowableOfType(OidcRefused.class, () -> verify(change)).why();
  }

  @Test
  void saysWhoseSessionEnds() {
    LogoutTokenClaimsSet both = verify(claims -> claims.claim("sid", "session-1"));

    assertThat(both.getSubject().getValue()).isEqualTo("subject-1");
    assertThat(both.getSessionID().getValue()).isEqualTo("session-1");
    assertThat(verify(claims -> claims.subject(null).claim("sid", "x")).getSubject()).isNull();
    assertThat(verify(UnaryOperator.identity()).getSessionID()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "iss,https://evil.example,WRONG_ISSUER",
    "aud,other,WRONG_AUDIENCE",
    "nonce,anything,EVENT",
    "events,text,EVENT",
    "events,,EVENT",
    "jti,,EVENT",
    "iat,,EVENT",
    "exp,,EVENT",
    "sub,,EVENT"
  })
  void refusesWhatTellsOfNoLogoutOrIsNotForUs(String claim, String value, OidcRefusal why) {
    assertThat(refusal(claims -> claims.claim(claim, value))).isEqualTo(why);
  }

  @Test
  void refusesAnotherEvent() {
    assertThat(
            refusal(
                claims -> claims.claim("events", Map.of("https://example.com/other", Map.of()))))
        .isEqualTo(OidcRefusal.EVENT);
    assertThat(
            refusal(
                claims ->
                    claims.claim(
                        "events",
                        Map.of("http://schemas.openid.net/event/backchannel-logout", List.of()))))
        .isEqualTo(OidcRefusal.EVENT);
  }

  @ParameterizedTest
  @CsvSource({
    "exp,-70,expired,issued \\d s ago",
    "iat,95,clocks-differ,the provider's clock is 9\\d s ahead",
    "iat,-190,expired,issued 19\\d s ago"
  })
  void saysByHowMuchOneIsNotOfNow(String claim, long seconds, String code, String words) {
    Date then = Date.from(Instant.now().plusSeconds(seconds));

    Reason reason =
        catchThrowableOfType(OidcRefused.class, () -> verify(claims -> claims.claim(claim, then)))
            .reason();

    assertThat(reason.code()).isEqualTo(code);
    assertThat(reason.words()).matches(words);
  }

  @Test
  void takesOneThatWasTwoMinutesUnderWay() {
    Date then = Date.from(Instant.now().minusSeconds(120));

    assertThat(verify(claims -> claims.claim("iat", then)).getSubject()).isNotNull();
  }

  @Test
  void looksAtTheTypeIfThereIsOne() {
    provider.typ("logout+jwt");
    assertThat(verify(UnaryOperator.identity()).getSubject()).isNotNull();
    for (String other : List.of("JWT", "at+jwt", "secevent+jwt")) {
      provider.typ(other);
      assertThat(refusal(UnaryOperator.identity())).isEqualTo(OidcRefusal.EVENT);
    }
  }

  @Test
  void refusesOneWithoutATypeWhereTheOperatorWantsIt() throws ParseException {
    LogoutTokens strict = new LogoutTokens(Clock.systemUTC(), Duration.ofSeconds(60), true);
    JWT untyped = JWTParser.parse(provider.logoutToken(UnaryOperator.identity()));
    provider.typ("logout+jwt");
    JWT typed = JWTParser.parse(provider.logoutToken(UnaryOperator.identity()));

    assertThat(strict.verify(login.registration(), login.known(), typed).getSubject()).isNotNull();
    assertThat(
            catchThrowableOfType(
                    OidcRefused.class,
                    () -> strict.verify(login.registration(), login.known(), untyped))
                .code())
        .isEqualTo("event-typ");
  }

  @Test
  void refusesOneWithoutAGoodSignature() {
    provider.signature(claims -> new PlainJWT(claims).serialize());
    assertThat(refusal(UnaryOperator.identity())).isEqualTo(OidcRefusal.WEAK_ALGORITHM);

    provider.signature(claims -> FakeProvider.sign(claims, FakeProvider.newKey()));
    assertThat(refusal(UnaryOperator.identity())).isEqualTo(OidcRefusal.WRONG_KEY);
  }

  @Test
  void refusesAnIdToken() {
    assertThat(refusal(claims -> claims.claim("events", null).claim("nonce", "n")))
        .isEqualTo(OidcRefusal.EVENT);
  }
}
