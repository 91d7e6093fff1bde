package org.gatehouse.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.session.ApplicationRoles;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** What our tokens say of roles and datasources, and that they stay small enough for a header. */
class TokenIssuerTest {
  private static final Instant START = Instant.parse("2030-01-01T12:00:00Z");
  private static final MovableClock CLOCK = new MovableClock(START);
  private static final SigningKeys KEYS = keys();

  private final GrantsInMemory grants = new GrantsInMemory();
  private final TokenIssuer issuer = issuer(Map.of());

  @Test
  void saysWhichRolesAndDatasources() throws ParseException {
    grants.allow(List.of("ledger", "orders"));

    JWTClaimsSet claims = claims(issuer.issue(caller(Set.of("user", "finance", "Audit"))));

    assertThat(claims.getStringListClaim("roles")).containsExactly("Audit", "finance");
    assertThat(claims.getStringListClaim("groups")).containsExactly("Audit", "finance", "user");
    assertThat(claims.getStringListClaim("datasources")).containsExactly("ledger", "orders");
    assertThat(claims.getClaims()).doesNotContainKeys("claims_omitted", "csrf", "session");
  }

  @Test
  void saysWhoseRolesTheyAreWhereTheOperatorHasNamedAnotherWorkspace() throws ParseException {
    Caller caller = caller(Set.of("user", "finance"));
    for (String own : List.of("corpinc", "CorpInc AG", "*")) {
      JWTClaimsSet claims = claims(issuer(Map.of("GATEHOUSE_ROLES_WORKSPACE", own)).issue(caller));
      assertThat(claims.getStringListClaim("groups")).containsExactly("finance", "user");
    }

    JWTClaimsSet claims =
        claims(issuer(Map.of("GATEHOUSE_ROLES_WORKSPACE", "another")).issue(caller));

    assertThat(claims.getStringListClaim("groups")).containsExactly("corpinc/finance", "user");
    assertThat(claims.getStringListClaim("roles")).containsExactly("finance");
  }

  @Test
  void saysThatThereAreNone() throws ParseException {
    JWTClaimsSet claims = claims(issuer.issue(caller(Set.of("user"))));

    assertThat(claims.getStringListClaim("roles")).isEmpty();
    assertThat(claims.getStringListClaim("datasources")).isEmpty();
  }

  @Test
  void hasRoomForAHundredNames() throws ParseException {
    grants.allow(names("datasource-", 100));

    JWTClaimsSet claims = claims(issuer.issue(caller(Set.of("user"))));

    assertThat(claims.getStringListClaim("datasources")).hasSize(100);
  }

  @Test
  void leavesOutMoreThanAHundredDatasourcesAndSaysSo() throws ParseException {
    grants.allow(names("d", 101));

    JWTClaimsSet claims = claims(issuer.issue(caller(Set.of("user", "finance"))));

    assertThat(claims.getClaims()).doesNotContainKey("datasources");
    assertThat(claims.getStringListClaim("claims_omitted")).containsExactly("datasources");
    assertThat(claims.getStringListClaim("roles")).containsExactly("finance");
  }

  @Test
  void leavesOutMoreThanAHundredRolesAndSaysSo() throws ParseException {
    Set<String> roles =
        Stream.concat(Stream.of("user"), names("r", 101).stream()).collect(Collectors.toSet());

    JWTClaimsSet claims = claims(issuer.issue(caller(roles)));

    assertThat(claims.getClaims()).doesNotContainKey("roles");
    assertThat(claims.getStringListClaim("groups")).containsExactly("user");
    assertThat(claims.getStringListClaim("claims_omitted")).containsExactly("roles");
  }

  @Test
  void fitsIntoAHeaderHoweverLongTheNames() {
    String longName = "Ä".repeat(60);
    grants.allow(names(longName, 100));
    Set<String> roles =
        Stream.concat(Stream.of("user"), names(longName, 100).stream()).collect(Collectors.toSet());

    assertThat(issuer.issueWithCsrf(caller(roles), "csrf").value().length()).isLessThan(6_500);
    assertThat(issuer.issueForCookie(caller(roles)).value().length()).isLessThan(2_000);
  }

  @Test
  void namesTheSessionAndNoMoreInACookie() throws ParseException {
    JWTClaimsSet claims = claims(issuer.issueForCookie(caller(Set.of("user", "finance"))));

    assertThat(claims.getClaims())
        .containsOnlyKeys("iss", "sub", "aud", "exp", "iat", "jti", "sid");
  }

  @Test
  void hasWhatCloudIoShows() throws ParseException {
    Caller caller = caller(Set.of("user"));

    JWTClaimsSet claims = claims(issuer.issueWithCsrf(caller, "c5f0"));

    assertThat(claims.getStringClaim("session")).isEqualTo(caller.sessionId().toString());
    assertThat(claims.getStringClaim("csrf")).isEqualTo("c5f0");
    assertThat(claims.getStringClaim("org_uid")).isEqualTo("corpinc");
  }

  private TokenIssuer issuer(Map<String, String> environment) {
    Settings settings = Given.settings(environment);
    return new TokenIssuer(
        KEYS, new RecentAccess(grants), new ApplicationRoles(settings), settings, CLOCK);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
  }

  private static JWTClaimsSet claims(AccessToken token) throws ParseException {
    return SignedJWT.parse(token.value()).getJWTClaimsSet();
  }

  private static Caller caller(Set<String> roles) {
    return new Caller(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        "CorpInc AG",
        "corpinc",
        "ann",
        "Ann Lee",
        "ann@example.com",
        Preferences.NONE,
        roles,
        Set.of(),
        START.plus(Duration.ofHours(12)),
        Caller.LOCAL,
        OptionalLong.of(0),
        Client.UNKNOWN);
  }

  private static SigningKeys keys() {
    SigningKeys keys = Tokens.keys(new KeysInMemory(), 1, CLOCK);
    keys.rotate();
    return keys;
  }
}
