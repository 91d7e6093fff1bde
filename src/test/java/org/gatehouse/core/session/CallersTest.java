package org.gatehouse.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.core.user.UserChanged;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;

/** What is remembered of callers is never what was before a change that is over. */
class CallersTest {
  private static final UUID SESSION = UUID.randomUUID();
  private static final UUID USER = UUID.randomUUID();

  private final Deque<Supplier<Optional<LiveSession>>> answers = new ArrayDeque<>();
  private final Sessions sessions =
      new Sessions(null, Given.settings(Map.of()), null, null, null, null, null) {
        @Override
        public Optional<LiveSession> find(UUID sessionId) {
          return answers.removeFirst().get();
        }
      };
  private final Callers callers = new Callers(sessions, Clock.systemUTC());

  @Test
  void remembersForAMoment() {
    answers.add(() -> Optional.of(session("editor")));

    assertThat(roles()).contains("editor");
    assertThat(roles()).contains("editor");
  }

  @Test
  void forgetsWhatHasChanged() {
    answers.add(() -> Optional.of(session("editor")));
    answers.add(() -> Optional.of(session("reader")));
    roles();

    callers.forget(new UserChanged(USER));

    assertThat(roles()).contains("reader");
  }

  @Test
  void doesNotRememberWhatWasReadWhileItChanged() {
    answers.add(
        () -> {
          // Read before the change, and handed over after it.
          callers.forget(new UserChanged(USER));
          return Optional.of(session("editor"));
        });
    answers.add(() -> Optional.of(session("reader")));
    answers.add(() -> Optional.of(session("reader")));

    assertThat(roles()).contains("reader");
    assertThat(roles()).contains("reader");
  }

  private Set<String> roles() {
    return callers.in(SESSION).orElseThrow().roles();
  }

  private static LiveSession session(String role) {
    Caller caller =
        new Caller(
            SESSION,
            USER,
            UUID.randomUUID(),
            "CorpInc AG",
            "corpinc",
            "anna",
            "Anna",
            "ann@example.com",
            Preferences.NONE,
            Set.of(role),
            Set.of(),
            Instant.now().plusSeconds(60),
            Caller.LOCAL,
            OptionalLong.empty(),
            Client.UNKNOWN);
    return new LiveSession(caller, Generations.first(), AllowedNetworks.ANYWHERE);
  }
}
