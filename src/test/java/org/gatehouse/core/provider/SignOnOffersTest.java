package org.gatehouse.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.gatehouse.core.workspace.GivenWorkspaces;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceChanged;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** What is remembered of an offer is never what was before a change that is over. */
class SignOnOffersTest {
  private static final Workspace WORKSPACE =
      new Workspace(new WorkspaceName("CorpInc"), new WorkspaceUid("corpinc"), Instant.EPOCH);
  private static final List<IdentityProvider> NO = List.of();
  private static final List<IdentityProvider> ONE = List.of(GivenProvider.byEmail(WORKSPACE));

  private final Deque<Supplier<List<IdentityProvider>>> answers = new ArrayDeque<>();
  private final MovableClock clock = new MovableClock(Instant.EPOCH);
  private final SignOnOffers offers =
      new SignOnOffers(
          GivenWorkspaces.withStandard(WORKSPACE),
          new IdentityProviders(null, null, null, null, null) {
            @Override
            public List<IdentityProvider> enabled(UUID workspaceId) {
              return answers.removeFirst().get();
            }
          },
          new SignOnPolicies() {
            @Override
            public SignOnPolicy of(UUID workspaceId) {
              return new SignOnPolicy(workspaceId);
            }
          },
          clock);

  private List<IdentityProvider> offered() {
    return offers.ofStandard().providers();
  }

  private void change() {
    offers.forget(new WorkspaceChanged(WORKSPACE.id()));
  }

  @Test
  void remembersForAMoment() {
    answers.add(() -> ONE);
    answers.add(() -> NO);

    assertThat(offered()).isEqualTo(ONE);
    clock.advance(Duration.ofSeconds(3));
    assertThat(offered()).isEqualTo(ONE);
    clock.advance(Duration.ofSeconds(1));
    assertThat(offered()).isEmpty();
  }

  @Test
  void forgetsWhatHasChanged() {
    answers.add(() -> NO);
    answers.add(() -> ONE);
    offered();

    change();

    assertThat(offered()).isEqualTo(ONE);
  }

  @Test
  void doesNotRememberWhatWasReadWhileItChanged() {
    answers.add(
        () -> {
          // Read before the change, and handed over after it.
          change();
          return NO;
        });
    answers.add(() -> ONE);
    offered();

    assertThat(offered()).isEqualTo(ONE);
  }
}
