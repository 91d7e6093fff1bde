package org.gatehouse.core.oauth.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Requests wait for people, and whoever makes very many keeps nobody out. */
@CoreTest
class WaitingRequestsTest {
  private final CoreClient wiki;
  private final WaitingRequests requests;
  private final CoreDatabase database;
  private final MovableClock clock;

  WaitingRequestsTest(
      CoreClient wiki, WaitingRequests requests, CoreDatabase database, MovableClock clock) {
    this.wiki = wiki;
    this.requests = requests;
    this.database = database;
    this.clock = clock;
  }

  private String keep(KnownClient client) {
    clock.advance(Duration.ofSeconds(1));
    return requests.keep(
        client,
        new RequestText(wiki.issuer().path(), "scope=openid", Set.of("openid"), ""),
        wiki.works().client());
  }

  /** So many more, as if others had begun them since the last one; the last has come just now. */
  private void flood(KnownClient client, int number) {
    clock.advance(Duration.ofMillis(number));
    database.update(
        "insert into authorization_request (key_hash, client_id, issuer, parameters, scope,"
            + " login_hint, created_at, expires_at)"
            + " select random_uuid(), cast(? as uuid), '', '', '', '', m, dateadd(hour, 1, m)"
            + " from (select dateadd(millisecond, x - ?, cast(? as timestamp with time zone)) m"
            + " from system_range(1, ?))",
        client.clientId(),
        number,
        clock.instant().toString(),
        number);
  }

  private long waiting(KnownClient client) {
    return database.count(
        "select count(*) from authorization_request where client_id = ?", client.id());
  }

  @Test
  void makesRoomForTheNewestOfAClient() {
    KnownClient client = wiki.add("");
    KnownClient other = wiki.add("");
    String before = keep(client);
    String ofOther = keep(other);
    flood(client, WaitingRequests.MOST + 5_000);
    String since = "";
    for (int i = 0; i < 99; i++) {
      assertThat(requests.find(before)).as("nobody has looked").isPresent();
      since = keep(client);
    }

    assertThat(waiting(client)).isBetween((long) WaitingRequests.MOST, WaitingRequests.MOST + 100L);
    assertThat(requests.find(before)).isEmpty();
    assertThat(requests.find(since)).as("who comes now is let in").isPresent();
    assertThat(requests.find(ofOther)).as("another client has nothing to do with it").isPresent();
  }

  @Test
  void oneNetworkPushesNobodyOut() {
    long fromOneNetwork =
        WaitingRequests.BEGINNINGS.capacity()
            * (1 + WaitingRequests.LIFETIME.dividedBy(WaitingRequests.BEGINNINGS.period()));

    assertThat(fromOneNetwork).isLessThan(WaitingRequests.MOST);
  }

  private String push(KnownClient client) {
    return requests.push(
        client,
        new RequestText(wiki.issuer().path(), "scope=openid", Set.of("openid"), ""),
        wiki.works().client());
  }

  @Test
  void keepsWhatAClientHasPushedForItsBrowserAlone() {
    KnownClient client = wiki.add("");
    String key = push(client);
    assertThat(requests.take(wiki.add(""), key)).as("another client").isEmpty();
    for (String other : List.of(key, "pushed:" + key, RandomToken.hash(key))) {
      assertThat(requests.find(other)).as("no page goes on with it").isEmpty();
    }
    assertThat(requests.take(client, keep(client))).as("one that waits wasn't pushed").isEmpty();
    assertThat(requests.take(client, key)).contains("scope=openid");
    assertThat(requests.take(client, key)).as("once").isEmpty();

    String late = push(client);
    clock.advance(WaitingRequests.PUSHED_LIFETIME);
    assertThat(requests.take(client, late)).isEmpty();
  }

  @Test
  void makesRoomByAgeAndNotByWhatExpiresSoon() {
    KnownClient client = wiki.add("");
    flood(client, WaitingRequests.MOST + 5_000);
    String pushed = "";
    for (int i = 0; i < 100; i++) {
      pushed = push(client);
    }
    assertThat(waiting(client)).isBetween((long) WaitingRequests.MOST, WaitingRequests.MOST + 100L);
    assertThat(requests.take(client, pushed)).isPresent();
  }
}
