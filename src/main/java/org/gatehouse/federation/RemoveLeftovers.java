package org.gatehouse.federation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.signon.ReplayCache;
import org.gatehouse.core.signon.SignOns;
import org.gatehouse.work.Chore;

/**
 * Removes logins that nobody came back from a provider for, and messages too old to be replayed.
 */
@Singleton
public class RemoveLeftovers implements Chore {
  private final SignOns signOns;
  private final ReplayCache replayCache;

  @Inject
  RemoveLeftovers(SignOns signOns, ReplayCache replayCache) {
    this.signOns = signOns;
    this.replayCache = replayCache;
  }

  @Override
  public String what() {
    return "removing what is left of logins at providers";
  }

  @Override
  public void run() {
    signOns.removeExpired();
    replayCache.removeExpired();
  }
}
