package org.gatehouse.core.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KnownApiKey;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.Workspaces;

/** Recognises applications by their developer keys (CloudForge). */
@Singleton
public class Applications {
  /** A key that was revoked works no longer than five seconds. */
  private static final Duration REMEMBERED = Duration.ofSeconds(4);

  private static final int MOST = 10_000;

  private final Workspaces workspaces;
  private final ApiKeys keys;
  private final GuessGuard guard;
  private final Audit audit;
  private final Cache<String, Known> known =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

  @Inject
  Applications(Workspaces workspaces, ApiKeys keys, GuessGuard guard, Audit audit) {
    this.workspaces = workspaces;
    this.keys = keys;
    this.guard = guard;
    this.audit = audit;
  }

  /**
   * The application that shows a key, if the key is good and of that organization, and the
   * application is where that lets programs be. A wrong one is a failure of the address.
   *
   * @param organization the uid or name of a workspace; anything is allowed
   * @param key anything
   * @throws LimitExceeded if the key is wrong, and too many from this address have failed
   */
  public Optional<Application> recognise(String organization, String key, Client client) {
    String hash = RandomToken.hash(organization + "\n" + key);
    Optional<Known> remembered = Optional.ofNullable(known.getIfPresent(hash));
    Optional<Known> found =
        remembered.isPresent() ? remembered : findAndKeep(organization, key, hash);
    Optional<Application> admitted =
        found.filter(one -> one.networks().allow(client.address())).map(Known::application);
    if (admitted.isEmpty()) {
      // Counted after the look-up, so that an address that has used up its failures can't lock out
      // an application with a valid key.
      guard.countFailure(client.address());
      audit.record(refused(found, client));
    }
    return admitted;
  }

  private Optional<Known> findAndKeep(String organization, String key, String hash) {
    Optional<Known> found = find(organization, key);
    found.ifPresent(one -> known.put(hash, one));
    return found;
  }

  private static AuditEntry refused(Optional<Known> elsewhere, Client client) {
    return elsewhere
        .map(
            one ->
                client
                    .audited(AuditType.APPLICATION, "network")
                    .aboutWorkspace(one.application().workspaceId())
                    .detail(one.application().keyId().toString()))
        .orElseGet(() -> client.audited(AuditType.APPLICATION, "wrong-key"));
  }

  private Optional<Known> find(String organization, String key) {
    // Both always, or the time would tell which workspaces there are.
    Optional<KnownApiKey> good = keys.recognise(key);
    Optional<Workspace> workspace = workspaces.named(organization);
    return good.filter(one -> one.key().userId().isEmpty())
        .filter(
            one -> workspace.map(Workspace::id).filter(one.key().workspaceId()::equals).isPresent())
        .map(
            one ->
                new Known(
                    new Application(one.key().workspaceId(), one.key().id()), one.networks()));
  }

  private record Known(Application application, AllowedNetworks networks) {}
}
