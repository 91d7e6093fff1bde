package org.gatehouse.federation.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Providers that answer slowly keep no other chore waiting. */
class RefreshMetadataTest {
  @Test
  void stopsWhenItHasTakenLong() {
    MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
    List<String> tried = new ArrayList<>();
    RefreshMetadata.inTime(
        clock,
        List.of("longest ago", "second", "third", "last"),
        provider -> {
          tried.add(provider);
          clock.advance(Duration.ofSeconds(20));
        });
    assertThat(tried).containsExactly("longest ago", "second", "third");
  }
}
