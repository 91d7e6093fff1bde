package org.gatehouse.core.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A message does its work once, and may be sent again as long as it hasn't. */
class ReplayCacheTest {
  private final ReplayCache replayCache = new ReplayCache(new InMemory(), Clock.systemUTC());
  private final List<String> done = new ArrayList<>();

  private boolean use(Runnable work) {
    return replayCache.use("logout", "_1", Instant.MAX, work);
  }

  @Test
  void doesItsWorkOnce() {
    assertThat(use(() -> done.add("first"))).isTrue();
    assertThat(use(() -> done.add("second"))).isFalse();
    assertThat(done).containsExactly("first");
  }

  @Test
  void mayBeSentAgainIfItsWorkFailed() {
    assertThatThrownBy(
            () ->
                use(
                    () -> {
                      throw new IllegalStateException("no database");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(use(() -> done.add("again"))).isTrue();
    assertThat(done).containsExactly("again");
  }

  private static final class InMemory extends UsedMessages {
    private final Set<String> hashes = new HashSet<>();

    @Override
    boolean has(String hash) {
      return hashes.contains(hash);
    }

    @Override
    boolean add(UsedMessage message) {
      return hashes.add(message.hash());
    }
  }
}
