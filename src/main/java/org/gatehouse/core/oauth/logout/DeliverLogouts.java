package org.gatehouse.core.oauth.logout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.gatehouse.core.fetch.Fetch;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Tells clients of logouts, each at least once, until it has heard of it or its tokens have ended
 * by themselves. A message is taken by an atomic update that holds for a while, and sent with no
 * transaction open.
 */
@Singleton
public class DeliverLogouts {
  /** Longer than a call takes. */
  static final Duration LEASE = Duration.ofMinutes(1);

  static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final Duration PAUSE_AFTER_SLOW = Duration.ofSeconds(30);
  private static final Duration TOO_LONG = Duration.ofMinutes(5);
  private static final int LARGEST_ANSWER = 64 * 1024;

  private static final Logger LOG = System.getLogger(DeliverLogouts.class.getName());

  private final LogoutMessageRows rows;
  private final LogoutTokens tokens;
  private final RegisteredClients clients;
  private final Issuers issuers;
  private final Fetch fetch;
  private final Clock clock;

  @Inject
  DeliverLogouts(
      LogoutMessageRows rows,
      LogoutTokens tokens,
      RegisteredClients clients,
      Issuers issuers,
      Fetch fetch,
      Clock clock) {
    this.rows = rows;
    this.tokens = tokens;
    this.clients = clients;
    this.issuers = issuers;
    this.fetch = fetch;
    this.clock = clock;
  }

  /** Delivers what is due, until there is no more of it. */
  public void deliver() {
    Optional<LogoutMessage> next = take();
    while (next.isPresent()) {
      deliver(next.get());
      next = take();
    }
  }

  private Optional<LogoutMessage> take() {
    Instant now = now();
    return rows.take(now, now.plus(LEASE));
  }

  private void deliver(LogoutMessage message) {
    Optional<KnownClient> client = clients.known(message.clientId().toString());
    Optional<URI> address = client.flatMap(known -> known.metadata().backchannelLogoutUri());
    Optional<Issuer> issuer = client.map(KnownClient::owner).flatMap(issuers::of);
    if (address.isEmpty() || issuer.isEmpty()) {
      // It doesn't want to hear of it any longer.
      rows.remove(message.id());
      return;
    }
    long begun = System.nanoTime();
    String token = tokens.issue(issuer.get(), client.get(), message);
    Optional<String> failure = send(address.get(), token, message);
    if (System.nanoTime() - begun > SLOW.toNanos()) {
      // Other workspaces come first: one could have very many clients that take their time.
      rows.putOff(client.get().owner(), now().plus(PAUSE_AFTER_SLOW));
    }
    if (failure.isEmpty()) {
      rows.remove(message.id());
    } else {
      tryLater(message, failure.get());
    }
  }

  /** Answers why the client hasn't heard of it, if it hasn't. */
  private Optional<String> send(URI address, String token, LogoutMessage message) {
    HttpPost request = new HttpPost(address);
    request.setEntity(
        new UrlEncodedFormEntity(
            List.of(new BasicNameValuePair("logout_token", token)), StandardCharsets.UTF_8));
    try {
      int status = fetch.send(message.clientId(), request, LARGEST_ANSWER).status();
      return status / 100 == 2 ? Optional.empty() : Optional.of("it answers " + status);
    } catch (InvalidInput e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void tryLater(LogoutMessage message, String why) {
    Instant next = now().plus(pause(message.attempts()));
    boolean last = next.isAfter(message.expiresAt());
    LOG.log(
        last ? Level.WARNING : Level.INFO,
        "Client {0} can''t be told of a logout ({1}); {2}",
        message.clientId(),
        why,
        last ? "its tokens have ended by now, and it won't be" : "again at " + next);
    if (last) {
      rows.remove(message.id());
    } else {
      rows.putBack(message.id(), next);
      // Each would wait as long for an answer, and others after it.
      rows.putOff(message.clientId(), next);
    }
  }

  /** Doubled with each attempt. */
  private static Duration pause(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** The present condition. */
  public LogoutCondition condition() {
    LogoutMessageRows.Waiting waiting = rows.waiting();
    Optional<Duration> oldest = waiting.oldest().map(since -> Duration.between(since, now()));
    return new LogoutCondition(
        oldest.filter(age -> age.compareTo(TOO_LONG) > 0).isEmpty(), waiting.messages(), oldest);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
