package org.gatehouse.core.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.Given.json;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.administration.ManageClients;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.oauth.client.AuthenticateClient;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.MadeClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.client.ShownClient;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.oauth.proof.ShownProof;
import org.gatehouse.core.oauth.token.IssuedAccessToken;
import org.gatehouse.core.oauth.token.RevokedTokens;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.token.SigningKeys;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** A client that acts for itself: who it is, what it gets, how that ends. */
@CoreTest
class ClientCredentialsTest {
  private static final String REPORTS = "https://reports.example.com";

  private final AuthenticateClient authenticate;
  private final GrantClientCredentials grant;
  private final InspectToken inspect;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final MadeClient made;
  private final Issuer issuer;

  ClientCredentialsTest(
      AuthenticateClient authenticate,
      GrantClientCredentials grant,
      InspectToken inspect,
      ManageClients manage,
      Issuers issuers,
      CoreWorkspace works,
      MovableClock clock) {
    this.authenticate = authenticate;
    this.grant = grant;
    this.inspect = inspect;
    this.works = works;
    this.clock = clock;
    this.made =
        manage.add(
            works.ann(),
            ClientOwner.workspace(works.id()),
            ClientMetadata.of(
                json(
                    "'client_name': 'Nightly', 'grant_types': ['client_credentials'],"
                        + " 'scope': 'write read openid', 'audiences': ['"
                        + REPORTS
                        + "']")));
    this.issuer = issuers.at("o/" + works.uid() + "/").orElseThrow();
  }

  private KnownClient show(String secret) {
    return authenticate.authenticate(
        issuer.owner(),
        new ShownClient(made.client().clientId(), Optional.of(secret)),
        works.client());
  }

  private KnownClient client() {
    return show(made.secret().orElseThrow());
  }

  private TokenRequest asks(KnownClient client, String... resources) {
    return new TokenRequest(issuer, client, ShownProof.NONE, List.of(resources), works.client());
  }

  private IssuedAccessToken token() {
    return grant.grant(asks(client()), Set.of("write"));
  }

  private boolean isActive(IssuedAccessToken token) {
    return inspect.introspect(issuer, client(), token.value()).isPresent();
  }

  private static void refuses(OAuthError error, Runnable what) {
    assertThatThrownBy(what::run)
        .isInstanceOfSatisfying(
            OAuthRefusal.class, refusal -> assertThat(refusal.error()).isEqualTo(error));
  }

  @Test
  void isGoodUntilItExpires() {
    IssuedAccessToken token = token();
    assertThat(token.lifetime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(token.toString()).doesNotContain(token.value());
    clock.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(isActive(token)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(isActive(token)).isFalse();
  }

  @Test
  void isForWhomItWasAskedFor() {
    KnownClient client = client();
    IssuedAccessToken ofUs = grant.grant(asks(client), Set.of());
    IssuedAccessToken ofThem = grant.grant(asks(client, REPORTS, REPORTS), Set.of());
    assertThat(inspect.introspect(issuer, client, ofUs.value()).orElseThrow().audience())
        .containsExactly(issuer.value());
    assertThat(inspect.introspect(issuer, client, ofThem.value()).orElseThrow().audience())
        .containsExactly(REPORTS);
    assertThat(ofUs.scopes()).containsExactlyInAnyOrder("read", "write");
  }

  @Test
  void mayHaveNoMoreThanItIsRegisteredFor() {
    KnownClient client = client();
    refuses(OAuthError.INVALID_SCOPE, () -> grant.grant(asks(client), Set.of("delete")));
    refuses(OAuthError.INVALID_SCOPE, () -> grant.grant(asks(client), Set.of("openid")));
    refuses(
        OAuthError.INVALID_TARGET,
        () -> grant.grant(asks(client, "https://other.example.com"), Set.of()));
    assertThat(works.audited(AuditType.TOKEN_GRANT))
        .containsExactly(
            "invalid-scope " + client.clientId(),
            "invalid-scope " + client.clientId(),
            "invalid-target " + client.clientId());
  }

  @Test
  void isRevokedAtOnce(RevokedTokens revoked) {
    IssuedAccessToken token = token();
    assertThat(isActive(token)).isTrue();
    inspect.revoke(issuer, client(), token.value());
    inspect.revoke(issuer, client(), token.value());
    assertThat(isActive(token)).isFalse();
    clock.advance(Duration.ofMinutes(6));
    assertThat(revoked.removeExpired()).isPositive();
  }

  @Test
  void endsWithTheKeyThatSignedIt(SigningKeys keys) {
    IssuedAccessToken token = token();
    assertThat(isActive(token)).isTrue();
    keys.published().forEach(key -> keys.withdraw(key.kid()));
    assertThat(isActive(token)).isFalse();
  }

  @Test
  void isNoTokenWithAnotherSpelling() {
    String token = token().value();
    for (String other : List.of(token + "=", token + " ", "", "x", token.substring(1))) {
      assertThat(inspect.introspect(issuer, client(), other)).isEmpty();
    }
  }

  @Test
  void isUnknownAtOtherIssuers(CoreWorkspace others, Issuers issuers) {
    Issuer other = issuers.at("o/" + others.uid() + "/").orElseThrow();
    assertThat(inspect.introspect(other, client(), token().value())).isEmpty();
    refuses(
        OAuthError.INVALID_CLIENT,
        () ->
            authenticate.authenticate(
                other.owner(),
                new ShownClient(made.client().clientId(), made.secret()),
                works.client()));
    assertThat(issuers.at("o/" + works.uid() + "x/")).isEmpty();
    assertThat(issuers.at("o/" + works.name() + "/")).isEmpty();
    assertThat(issuers.at("o/" + works.uid())).isEmpty();
    assertThat(issuers.at("").orElseThrow().owner()).isEqualTo(ClientOwner.INSTALLATION);
  }

  @Test
  void tellsWhenItLastGotAToken(RegisteredClients clients) {
    token();
    assertThat(client().lastUsedAt()).contains(clock.instant());
    clock.advance(Duration.ofSeconds(59));
    token();
    assertThat(client().lastUsedAt()).contains(clock.instant().minusSeconds(59));
    clock.advance(Duration.ofSeconds(2));
    token();
    assertThat(client().lastUsedAt()).contains(clock.instant());
    assertThat(clients.find(issuer.owner(), made.client().clientId()).orElseThrow().lastUsedAt())
        .contains(clock.instant());
  }

  @Test
  void countsFailuresOfAnAddressAndStillKnowsWhoeverHasTheSecret() {
    for (int i = 0; i < 1_000; i++) {
      try {
        show("wrong");
      } catch (OAuthRefusal e) {
        continue;
      } catch (LimitExceeded e) {
        assertThat(e.retryAfterSeconds()).isPositive();
        assertThat(works.audited(AuditType.CLIENT_AUTHENTICATION))
            .hasSizeLessThanOrEqualTo(100)
            .allMatch(entry -> entry.equals("wrong-proof " + made.client().clientId()));
        assertThat(client().clientId()).isEqualTo(made.client().clientId());
        return;
      }
    }
    throw new AssertionError("Failures don't count.");
  }
}
