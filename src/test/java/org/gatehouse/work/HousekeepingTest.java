package org.gatehouse.work;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A node that is restarted often keeps house as well, and not all of them at the same moment. */
class HousekeepingTest {
  private final List<Object[]> scheduled = new ArrayList<>();
  private final ManagedScheduledExecutorService executor =
      (ManagedScheduledExecutorService)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {ManagedScheduledExecutorService.class},
              (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("scheduleWithFixedDelay");
                scheduled.add(arguments);
                return null;
              });

  private Object[] begin() {
    var housekeeping = new Housekeeping(List.of());
    housekeeping.executor = executor;
    housekeeping.begin();
    return scheduled.get(scheduled.size() - 1);
  }

  @Test
  void comesWithinAMinuteOfTheStartAndThenEveryHour() {
    for (int start = 0; start < 100; start++) {
      Object[] schedule = begin();
      assertThat((long) schedule[1])
          .isBetween(Duration.ofSeconds(30).toSeconds(), Duration.ofMinutes(1).toSeconds());
      assertThat((long) schedule[2]).isEqualTo(Duration.ofHours(1).toSeconds());
      assertThat(schedule[3]).isEqualTo(TimeUnit.SECONDS);
    }
    assertThat(scheduled.stream().map(schedule -> schedule[1]).distinct()).hasSizeGreaterThan(1);
  }

  @Test
  void goesOnAfterATaskThatFails() {
    List<String> done = new ArrayList<>();
    new Housekeeping(
            List.of(
                new HourlyTask("first", () -> done.add("first")),
                new HourlyTask(
                    "failing by the test",
                    () -> {
                      throw new IllegalStateException("thrown by the test");
                    }),
                new HourlyTask("last", () -> done.add("last"))))
        .run();
    assertThat(done).containsExactly("first", "last");
  }
}
