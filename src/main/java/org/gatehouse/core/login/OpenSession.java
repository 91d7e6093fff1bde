package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.mail.Templates;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;

/** Opens a session for somebody whose identity is proven. */
@Singleton
@Transactional
public class OpenSession {
  private final Claimants claimants;
  private final Sessions sessions;
  private final ApiKeys apiKeys;
  private final Templates templates;
  private final Audit audit;
  private final Clock clock;

  @Inject
  OpenSession(
      Claimants claimants,
      Sessions sessions,
      ApiKeys apiKeys,
      Templates templates,
      Audit audit,
      Clock clock) {
    this.claimants = claimants;
    this.sessions = sessions;
    this.apiKeys = apiKeys;
    this.templates = templates;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Opens the session; it is there when this returns, and the audit log tells of it, or neither is.
   *
   * @param user whose identity is proven
   * @param origin by what: a password, an identity provider
   * @param proof what proved it
   * @param entry what to tell the audit log; user, session and address are added
   * @return nothing, if the user may log in no longer, or the proof is none any longer
   */
  Optional<LoggedIn> open(
      User user, SessionOrigin origin, Client client, Proof proof, AuditEntry entry) {
    // From here on, a change of the user waits until the session is there to be ended by it.
    return claimants
        .locked(user, origin.key().map(ApiKey::id), clock.instant())
        .filter(now -> now.user().mayLogIn(clock.instant()) && proof.isCurrent(now))
        .filter(now -> now.key().isPresent() == origin.key().isPresent())
        .filter(now -> !now.isElsewhere(client))
        // The key as it is now: it may have been given an end meanwhile.
        .flatMap(
            now -> {
              SessionOrigin present = now.key().map(SessionOrigin::byKey).orElse(origin);
              return open(now, present, client, proof, entry);
            });
  }

  /** The same where nothing can have changed since, as who proved it belongs to the transaction. */
  public Optional<LoggedIn> open(User user, SessionOrigin origin, Client client, AuditEntry entry) {
    return open(user, origin, client, now -> true, entry);
  }

  /**
   * The same by a key, which alone says whose it is.
   *
   * @param isMeant whether the attempt is about the user whose key it is
   */
  Optional<LoggedIn> openByKey(String keyHash, Predicate<User> isMeant, Client client) {
    return claimants
        .lockedByKey(keyHash, clock.instant())
        .filter(owner -> owner.barrier(client, clock.instant()).isEmpty())
        .filter(owner -> isMeant.test(owner.user()))
        .flatMap(owner -> openByKey(owner, owner.key().orElseThrow(), client));
  }

  private Optional<LoggedIn> openByKey(Claimant owner, ApiKey key, Client client) {
    apiKeys.used(key);
    return open(
        owner,
        SessionOrigin.byKey(key),
        client,
        new ApiKeyProof(key.id()),
        ConcludeLogin.entry("api-key " + key.id()));
  }

  private Optional<LoggedIn> open(
      Claimant claimant, SessionOrigin origin, Client client, Proof proof, AuditEntry entry) {
    User user = claimant.user();
    SessionOrigin kept = origin.within(claimant.demanded());
    templates.language(client.languages()).ifPresent(user::prefer);
    boolean first = user.lastActivityAt().isEmpty();
    Caller caller =
        sessions.open(
            user,
            client,
            kept,
            claimant.hasInitialPassword(),
            claimant.demanded(),
            claimant.sessions());
    if (!caller.expiresAt().isAfter(clock.instant())) {
      // The key, or the session of the provider, came to its end within these milliseconds; or
      // more has to be shown.
      sessions.end(user.id(), caller.sessionId());
      return Optional.empty();
    }
    audit.record(
        entry
            .about(user.workspace().id(), user.id())
            .in(caller.sessionId())
            .from(client.address(), client.userAgent(), client.requestId()));
    return Optional.of(
        new LoggedIn(user, caller, proof, kept.remembered(), Optional.empty(), first));
  }
}
