package org.gatehouse.core.provider;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceChanged;
import org.gatehouse.core.workspace.Workspaces;
import org.jspecify.annotations.Nullable;

/**
 * What workspaces offer those who want to log in. The one that is meant where nobody names any is
 * what every visitor of the login page is shown, so it is remembered for a moment: a change made by
 * this process counts at once, one made by another node within four seconds.
 */
@Singleton
public class SignOnOffers {
  private static final Duration REMEMBERED = Duration.ofSeconds(4);

  private final Workspaces workspaces;
  private final IdentityProviders providers;
  private final SignOnPolicies policies;
  private final Clock clock;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Remembered remembered;

  @Inject
  SignOnOffers(
      Workspaces workspaces, IdentityProviders providers, SignOnPolicies policies, Clock clock) {
    this.workspaces = workspaces;
    this.providers = providers;
    this.policies = policies;
    this.clock = clock;
  }

  /** What this one offers. */
  public SignOnOffer of(Workspace workspace) {
    List<IdentityProvider> enabled = providers.enabled(workspace.id());
    return new SignOnOffer(
        enabled,
        !enabled.isEmpty() && policies.of(workspace.id()).isRequired(),
        Optional.of(workspace.id()));
  }

  /** What the one offers that is meant where nobody names any. */
  public SignOnOffer ofStandard() {
    Remembered known = remembered;
    long change = changes.get();
    Instant now = clock.instant();
    if (known == null || known.change() != change || !known.until().isAfter(now)) {
      Optional<SignOnOffer> offer = workspaces.standard().map(this::of);
      // Before what was read, so that nothing outlives a change that was made meanwhile.
      known = new Remembered(offer.orElse(SignOnOffer.NONE), change, now.plus(REMEMBERED));
      remembered = known;
    }
    return known.offer();
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkspaceChanged change) {
    changes.incrementAndGet();
  }

  /**
   * What was read.
   *
   * @param change how many changes there had been before
   * @param until how long it counts, if there are no more
   */
  private record Remembered(SignOnOffer offer, long change, Instant until) {}
}
