package org.gatehouse.core.oauth.consent;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.grant.Grants;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Users;

/** Remembers what people let clients have. */
@Singleton
@Transactional
public class Consents {
  private final ConsentRows rows;
  private final Grants grants;
  private final Users users;
  private final Audit audit;
  private final Clock clock;

  @Inject
  Consents(ConsentRows rows, Grants grants, Users users, Audit audit, Clock clock) {
    this.rows = rows;
    this.grants = grants;
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a person lets a client have; nothing if it wasn't asked yet. */
  public Set<String> scopes(UUID userId, UUID clientId) {
    return rows.find(new Consent.Key(userId, clientId)).map(Consent::scopes).orElse(Set.of());
  }

  /** Lets a client have these, too. */
  public void add(Caller caller, KnownClient client, Set<String> scopes) {
    // Of two answers at once, one waits.
    var unused = users.toBeChanged(caller.userId());
    Set<String> before = scopes(caller.userId(), client.id());
    Set<String> all = new HashSet<>(before);
    all.addAll(scopes);
    all.retainAll(client.metadata().scopes());
    rows.put(new Consent(new Consent.Key(caller.userId(), client.id()), all, clock.instant()));
    audit.record(
        caller
            .audited(AuditType.CONSENT, "ok")
            .detail(client.clientId())
            .change("scope", sorted(before), sorted(all)));
  }

  /**
   * Lets a client have nothing any longer, and ends all that it was given, also where nobody was
   * asked: within five seconds its tokens are good for nothing.
   *
   * @return whether there was anything to withdraw
   */
  public boolean withdraw(Caller caller, UUID clientId) {
    Set<String> allowed = scopes(caller.userId(), clientId);
    boolean ended = grants.revokeAll(caller.userId(), clientId);
    boolean forgotten = rows.remove(new Consent.Key(caller.userId(), clientId));
    if (ended || forgotten) {
      audit.record(
          caller
              .audited(AuditType.CONSENT_WITHDRAW, "ok")
              .detail(clientId.toString())
              .change("scope", sorted(allowed), List.of()));
    }
    return ended || forgotten;
  }

  private static List<String> sorted(Set<String> scopes) {
    return scopes.stream().sorted().toList();
  }
}
