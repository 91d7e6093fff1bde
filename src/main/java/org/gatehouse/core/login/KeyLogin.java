package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.guard.Admission;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.User;

/**
 * Judges keys. Nobody guesses 256 bits, so a wrong key counts as no failure of the account: a
 * program with a key that was revoked must not lock its person out. Neither does a lock keep a
 * right key out, nor an address from which too much has failed: looking it up costs less than
 * counting it.
 */
@Singleton
class KeyLogin {
  private final ApiKeys apiKeys;
  private final GuessGuard guard;
  private final ConcludeLogin conclude;

  @Inject
  KeyLogin(ApiKeys apiKeys, GuessGuard guard, ConcludeLogin conclude) {
    this.apiKeys = apiKeys;
    this.guard = guard;
    this.conclude = conclude;
  }

  LoginOutcome judge(LoginTarget target, String typed, Client client) {
    Attempt attempt = new Attempt(target, client, Admission.ADMITTED);
    Optional<User> user = target.user();
    Optional<ApiKey> key =
        apiKeys
            .recognise(typed)
            .filter(known -> user.isPresent() && known.userId().equals(user.map(User::id)));
    if (key.isPresent() && user.filter(User::isActive).isPresent()) {
      UUID keyId = key.get().id();
      SessionOrigin byKey = SessionOrigin.byKey(key.get());
      return conclude.open(
          attempt, byKey, () -> apiKeys.good(keyId).isPresent(), "api-key " + keyId);
    }
    guard.countFailure(client.address());
    if (key.isPresent()) {
      return conclude.refuse(attempt, "inactive");
    }
    return conclude.refuse(attempt, user.isEmpty() ? "unknown" : "wrong-key");
  }
}
