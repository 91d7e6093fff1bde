package org.gatehouse.core.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.grant.Grants;
import org.gatehouse.core.oauth.logout.DeliverLogouts;
import org.gatehouse.core.oauth.logout.NoticeLogouts;
import org.gatehouse.core.oauth.token.IssuedTokens;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients hear of logins that are over, whatever has ended them. */
@CoreTest
class BackChannelLogoutTest {
  private final CoreClient wiki;
  private final NoticeLogouts notice;
  private final DeliverLogouts deliver;
  private final Authentication authentication;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final HttpServer server;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger status = new AtomicInteger(200);
  private final KnownClient client;

  BackChannelLogoutTest(
      CoreClient wiki,
      NoticeLogouts notice,
      DeliverLogouts deliver,
      Authentication authentication,
      MovableClock clock)
      throws IOException {
    this.wiki = wiki;
    this.notice = notice;
    this.deliver = deliver;
    this.authentication = authentication;
    this.works = wiki.works();
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
    this.client = wiki.add("'backchannel_logout_uri': '" + address() + "'");
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/logout";
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void round() {
    notice.notice();
    deliver.deliver();
  }

  private static JWTClaimsSet claims(String form) throws Exception {
    return SignedJWT.parse(URLUtils.parseParameters(form).get("logout_token").get(0))
        .getJWTClaimsSet();
  }

  @Test
  void tellsEachClientOnceThatALoginIsOver() throws Exception {
    KnownClient silent = wiki.add("");
    Caller ann = works.caller("ann");
    wiki.logIn(client, ann, "openid");
    wiki.logIn(client, ann, "openid");
    wiki.logIn(silent, ann, "openid");
    round();
    assertThat(heard).as("it goes on").isEmpty();

    authentication.logOut(ann);
    round();
    round();
    assertThat(heard).hasSize(1);
    String token = URLUtils.parseParameters(heard.get(0)).get("logout_token").get(0);
    assertThat(SignedJWT.parse(token).getHeader().getType().getType()).isEqualTo("logout+jwt");
    JWTClaimsSet claims = claims(heard.get(0));
    assertThat(claims.getIssuer()).isEqualTo(wiki.issuer().value());
    assertThat(claims.getAudience()).containsExactly(client.clientId());
    assertThat(claims.getSubject()).isEqualTo(ann.userId().toString());
    assertThat(claims.getStringClaim("sid")).isEqualTo(ann.sessionId().toString());
    assertThat(claims.getJSONObjectClaim("events"))
        .containsEntry("http://schemas.openid.net/event/backchannel-logout", Map.of());
    assertThat(claims.getClaim("nonce")).isNull();
    assertThat(authentication.authenticate(token, works.client())).isEmpty();
    assertThat(authentication.authenticateCookie(token, works.client())).isEmpty();
  }

  @Test
  void signsByTheAlgorithmOfTheClientsIdTokens() throws Exception {
    KnownClient curve =
        wiki.add(
            "'id_token_signed_response_alg': 'ES256', 'backchannel_logout_uri': '"
                + address()
                + "'");
    Caller ann = works.caller("ann");
    wiki.logIn(curve, ann, "openid");
    authentication.logOut(ann);
    round();
    String token = URLUtils.parseParameters(heard.get(0)).get("logout_token").get(0);
    assertThat(SignedJWT.parse(token).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
    assertThat(claims(heard.get(0)).getAudience()).containsExactly(curve.clientId());
  }

  @Test
  void tellsOfSessionsThatEndByThemselvesAndByOthers(
      Sessions sessions, CoreTransactions transactions) {
    Caller idle = works.caller("ann");
    wiki.logIn(client, idle, "openid");
    works.add("bob");
    Caller bob = works.caller("bob");
    wiki.logIn(client, bob, "openid");
    transactions.run(() -> sessions.endAll(bob.userId(), Optional.empty()));
    round();
    assertThat(heard).hasSize(1);
    clock.advance(Duration.between(clock.instant(), idle.expiresAt()).plusSeconds(1));
    round();
    assertThat(heard).hasSize(2);
  }

  @Test
  void tellsAClientThatSomebodyHasTakenItsAccess(OwnApplications own) throws Exception {
    KnownClient other = wiki.add("'backchannel_logout_uri': '" + address() + "'");
    Caller ann = works.caller("ann");
    wiki.logIn(client, ann, "openid");
    wiki.logIn(other, ann, "openid");
    own.withdraw(ann, client.id());
    round();
    round();
    assertThat(heard).hasSize(1);
    assertThat(claims(heard.get(0)).getAudience()).containsExactly(client.clientId());
    assertThat(claims(heard.get(0)).getStringClaim("sid")).isEqualTo(ann.sessionId().toString());
  }

  @Test
  void tellsOfALoginWhoseTokensWereRevokedBefore(InspectToken inspect, Grants grants) {
    Caller ann = works.caller("ann");
    IssuedTokens tokens = wiki.logIn(client, ann, "openid");
    inspect.revoke(wiki.issuer(), client, tokens.refreshToken().orElseThrow());
    clock.advance(Duration.ofSeconds(1));
    grants.removeExpired();
    authentication.logOut(ann);
    round();
    assertThat(heard).hasSize(1);
  }

  @Test
  void triesAgainUntilTheClientHasHeardOfIt() throws Exception {
    Caller ann = works.caller("ann");
    wiki.logIn(client, ann, "openid");
    authentication.logOut(ann);
    status.set(503);
    round();
    deliver.deliver();
    assertThat(heard).as("not before a pause").hasSize(1);
    assertThat(deliver.condition().waiting()).isPositive();
    clock.advance(Duration.ofSeconds(6));
    deliver.deliver();
    assertThat(heard).hasSize(2);
    status.set(204);
    clock.advance(Duration.ofSeconds(11));
    deliver.deliver();
    clock.advance(Duration.ofMinutes(1));
    deliver.deliver();
    assertThat(heard).hasSize(3);
    assertThat(claims(heard.get(2)).getJWTID()).isEqualTo(claims(heard.get(0)).getJWTID());
  }

  @Test
  void givesUpWhenTheTokensHaveEndedByThemselves() {
    Caller ann = works.caller("ann");
    wiki.logIn(client, ann, "openid");
    authentication.logOut(ann);
    status.set(500);
    round();
    clock.advance(Duration.ofMinutes(10));
    assertThat(deliver.condition().delivering()).isFalse();
    for (int i = 0; i < 20; i++) {
      deliver.deliver();
      clock.advance(Duration.ofMinutes(15));
    }
    int tried = heard.size();
    status.set(200);
    clock.advance(Duration.ofHours(1));
    deliver.deliver();
    assertThat(heard).hasSize(tried);
    assertThat(deliver.condition().delivering()).isTrue();
  }

  @Test
  void waitsForNoClientLongerThanOnce() {
    works.add("bob");
    for (String who : List.of("ann", "ann", "bob")) {
      Caller caller = works.caller(who);
      wiki.logIn(client, caller, "openid");
      authentication.logOut(caller);
    }
    status.set(500);
    round();
    assertThat(heard).as("the others are put off with the first").hasSize(1);
  }
}
