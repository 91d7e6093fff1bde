package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Session;
import org.gatehouse.core.session.Sessions;

/** Ends our sessions when a provider says that its own behind them have ended. */
@Singleton
@Transactional
public class EndByProvider {
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  EndByProvider(Sessions sessions, Audit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Ends them.
   *
   * @param sessionIds which of those that the provider has opened
   */
  public void end(IdentityProvider provider, Collection<UUID> sessionIds, Client client) {
    for (Session ended : sessions.endEach(sessionIds)) {
      audit.record(
          client
              .audited(AuditType.LOGOUT, "ok", ended.user())
              .in(ended.id())
              .detail(provider.protocol().word() + " " + provider.id()));
    }
  }
}
