package org.gatehouse.core.oauth.client;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.gatehouse.core.database.RecentReads;
import org.gatehouse.core.session.Caller;

/**
 * The clients that people are shown the way to: those that they may use, and that have said where
 * one begins.
 */
@Singleton
public class OfferedClients {
  /** How many a person is shown. */
  public static final int MOST = 50;

  private final RecentReads<UUID, List<KnownClient>> reads;

  @Inject
  OfferedClients(RegisteredClientRows rows) {
    // An owner has a thousand at the most; how many a person may use, nobody knows before.
    this.reads =
        new RecentReads<>(
            workspaceId ->
                rows.serving(workspaceId).stream().filter(OfferedClients::canBeOffered).toList(),
            (workspaceId, clients) -> 1 + clients.size());
  }

  private static boolean canBeOffered(KnownClient client) {
    return client.metadata().servesPeople() && client.metadata().clientUri().isPresent();
  }

  /** Those for a person, by name, as they were a moment ago. */
  public List<KnownClient> to(Caller caller) {
    return reads.get(caller.workspaceId()).stream()
        .filter(client -> client.admits(caller.roles(), caller.workspaceUid()))
        .limit(MOST)
        .toList();
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ClientChanged change) {
    reads.forgetIf(known -> true);
  }
}
