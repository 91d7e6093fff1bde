package org.gatehouse.core.login;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Callers;
import org.gatehouse.core.session.LiveSession;
import org.gatehouse.core.token.AccessToken;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.core.user.UserChanged;

/**
 * Logs in clients that send their credentials with every request, at the cost of one hash and one
 * session for many requests. What was right a moment ago is recognised by a keyed hash whose key
 * never leaves this process; it is forgotten when the session ends, when anything about the user
 * changes, when the proof is none any longer, when nobody used it for a while, and after an hour
 * ({@code docs/decisions/remembered-logins.md}). What was wrong is never remembered.
 */
@Singleton
public class RememberedLogins {
  private static final Duration UNUSED = Duration.ofMinutes(10);
  private static final Duration AT_MOST = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final int MOST = 10_000;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final Login login;
  private final Callers callers;
  private final Claimants claimants;
  private final TokenIssuer tokens;
  private final Clock clock;
  private final SecretKeySpec key;
  private final LongAdder recognised = new LongAdder();
  private final AsyncCache<String, RememberedLogin> logins =
      Caffeine.newBuilder()
          .expireAfterAccess(UNUSED)
          .expireAfterWrite(AT_MOST)
          .maximumSize(MOST)
          .buildAsync();

  @Inject
  RememberedLogins(
      Login login,
      Callers callers,
      Claimants claimants,
      TokenIssuer tokens,
      SecureRandom random,
      Clock clock) {
    this.login = login;
    this.callers = callers;
    this.claimants = claimants;
    this.tokens = tokens;
    this.clock = clock;
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * Logs in, or recognises a login.
   *
   * @return nothing, if it was refused or needs a second factor
   * @throws Busy if too many attempts are being judged
   */
  public Optional<Recognised> logIn(LoginAttempt attempt) {
    String fingerprint = fingerprint(attempt);
    CompletableFuture<RememberedLogin> known = logins.getIfPresent(fingerprint);
    if (known != null) {
      Optional<Recognised> again = await(known).flatMap(found -> recognise(found, attempt));
      if (again.isPresent()) {
        recognised.increment();
        return again;
      }
      logins.asMap().remove(fingerprint, known);
    }
    return logInOnce(fingerprint, attempt);
  }

  /** How many were recognised since the start, and so neither hashed nor audited. */
  public long recognised() {
    return recognised.sum();
  }

  /** Of many at once with the same credentials one logs in, and the others wait for it. */
  private Optional<Recognised> logInOnce(String fingerprint, LoginAttempt attempt) {
    CompletableFuture<RememberedLogin> mine = new CompletableFuture<>();
    CompletableFuture<RememberedLogin> others = logins.asMap().putIfAbsent(fingerprint, mine);
    if (others != null) {
      return await(others).flatMap(found -> recognise(found, attempt));
    }
    try {
      Optional<RememberedLogin> fresh = open(attempt);
      // The cache itself removes what completes with nothing or with an error.
      mine.complete(fresh.orElse(null));
      return fresh.flatMap(found -> recognise(found, attempt));
    } catch (RuntimeException | Error e) {
      // Whatever it is: those who wait must not wait for ever.
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private Optional<RememberedLogin> open(LoginAttempt attempt) {
    var begun = clock.instant();
    return login.login(attempt) instanceof LoggedIn loggedIn
        ? Optional.of(
            new RememberedLogin(loggedIn, tokens.issueForCookie(loggedIn.caller()), begun))
        : Optional.empty();
  }

  private Optional<Recognised> recognise(RememberedLogin remembered, LoginAttempt attempt) {
    return remembered.isProven(claimants, clock.instant())
        ? callers
            .session(remembered.sessionId())
            .filter(session -> session.admits(attempt.client()))
            .map(LiveSession::caller)
            .map(caller -> new Recognised(caller.with(attempt.client()), remembered.token()))
        : Optional.empty();
  }

  private static Optional<RememberedLogin> await(CompletableFuture<RememberedLogin> login) {
    try {
      return Optional.ofNullable(login.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new Busy(RETRY_AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy(RETRY_AFTER);
    }
  }

  private String fingerprint(LoginAttempt attempt) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      Stream.of(
              attempt.workspace().orElse("\u0000"),
              attempt.hint().orElse("\u0000"),
              attempt.userName(),
              attempt.apiKey().isPresent() ? "key" : "password",
              attempt.client().address())
          .forEach(part -> update(mac, part));
      return HexFormat.of().formatHex(attempt.password().keyedHash(mac));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }

  /** With its length first, or "ab", "c" would be the same as "a", "bc". */
  private static void update(Mac mac, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    mac.update(bytes);
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserChanged change) {
    logins
        .synchronous()
        .asMap()
        .values()
        .removeIf(remembered -> remembered.userId().equals(change.userId()));
  }

  /**
   * Who it is.
   *
   * @param caller with the roles of this moment
   * @param token for the cookie of the session
   */
  public record Recognised(Caller caller, AccessToken token) {}
}
