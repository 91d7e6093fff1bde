package org.gatehouse.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Only so many calls are under way at once, fewer to one place, and nobody has them all. */
class CallLimiterTest {
  private static final UUID OURS = UUID.randomUUID();

  private final CallLimiter callLimiter = new CallLimiter(64, 16);

  private long begun(Object behalf, String... places) {
    return IntStream.range(0, 200)
        .filter(i -> callLimiter.begin(behalf, places[i % places.length]))
        .count();
  }

  @Test
  void letsOnlySoManyBeginAtOnePlace() {
    assertThat(begun(OURS, "a")).isEqualTo(16);
    assertThat(callLimiter.begin(UUID.randomUUID(), "a")).isFalse();
    assertThat(callLimiter.begin(UUID.randomUUID(), "b")).isTrue();
  }

  @Test
  void leavesRoomForOthersHoweverManySlowProvidersAWorkspaceHas() {
    assertThat(begun(OURS, "a", "b", "c", "d", "e")).isBetween(16L, 24L);
    assertThat(begun(UUID.randomUUID(), "f", "g", "h")).isGreaterThan(10);
  }

  @Test
  void leavesRoomForOthersWhenSeveralWorkspacesDoThat() {
    for (int i = 0; i < 5; i++) {
      begun(UUID.randomUUID(), "a" + i, "b" + i);
    }
    // A person's login asks one thing at a time.
    assertThat(IntStream.range(0, 200).filter(i -> callLimiter.begin(UUID.randomUUID(), "x" + i)))
        .isNotEmpty();
  }

  @Test
  void hasRoomAgainWhenOneHasEnded() {
    begun(OURS, "a");
    callLimiter.end(OURS, "a");
    assertThat(callLimiter.begin(OURS, "a")).isTrue();
    assertThat(callLimiter.begin(OURS, "a")).isFalse();
    IntStream.range(0, 16).forEach(i -> callLimiter.end(OURS, "a"));
    assertThat(begun(OURS, "a")).isEqualTo(16);
  }
}
