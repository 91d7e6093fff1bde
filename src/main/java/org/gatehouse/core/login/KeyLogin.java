package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KnownApiKey;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.User;

/**
 * Judges keys. Nobody guesses 256 bits, so a wrong key counts as no failure of the account: a
 * program with a key that was revoked must not lock its person out. Neither does a lock keep a
 * right key out, nor an address from which too much has failed: looking it up costs less than
 * counting it.
 */
@Singleton
class KeyLogin {
  private final LoginTargets targets;
  private final ApiKeys apiKeys;
  private final GuessGuard guard;
  private final OpenSession openSession;
  private final ConcludeLogin conclude;
  private final Clock clock;

  @Inject
  KeyLogin(
      LoginTargets targets,
      ApiKeys apiKeys,
      GuessGuard guard,
      OpenSession openSession,
      ConcludeLogin conclude,
      Clock clock) {
    this.targets = targets;
    this.apiKeys = apiKeys;
    this.guard = guard;
    this.openSession = openSession;
    this.conclude = conclude;
    this.clock = clock;
  }

  LoginOutcome judge(LoginAttempt given, String typed) {
    Optional<LoggedIn> opened = open(given, typed);
    return opened.isPresent() ? opened.get() : refuse(given, typed);
  }

  private Optional<LoggedIn> open(LoginAttempt given, String typed) {
    return openSession.openByKey(
        RandomToken.hash(typed), owner -> targets.means(given, owner), given.client());
  }

  private LoginOutcome refuse(LoginAttempt given, String typed) {
    LoginTarget target = targets.of(given);
    guard.countFailure(given.client().address());
    return conclude.refuse(target, given.client(), reason(target, given.client(), typed));
  }

  private String reason(LoginTarget target, Client client, String typed) {
    Optional<User> user = target.user();
    Optional<ApiKey> key =
        apiKeys
            .recognise(typed)
            .map(KnownApiKey::key)
            .filter(known -> user.isPresent() && known.userId().equals(user.map(User::id)));
    if (key.isPresent()) {
      return target
          .claimant()
          .flatMap(known -> known.barrier(client, clock.instant()))
          .orElse("changed-meanwhile");
    }
    return user.isEmpty() ? "unknown" : "wrong-key";
  }
}
