package org.gatehouse.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.gatehouse.http.Outage;

/** Runs each {@link HourlyTask}. One that fails keeps none of the others from it. */
@Singleton
public class Housekeeping {
  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

  private static final long FIRST_SECONDS = 30;

  private final List<HourlyTask> tasks;

  @Resource ManagedScheduledExecutorService executor;

  @Inject
  Housekeeping(@Any Instance<HourlyTask> tasks) {
    this(tasks.stream().toList());
  }

  Housekeeping(List<HourlyTask> tasks) {
    this.tasks = tasks;
  }

  /**
   * From now on, every hour; first within a minute of the start, which a node that is restarted
   * daily has as well, and not all nodes at the same moment. The server ends it when it undeploys
   * Gatehouse.
   */
  public void begin() {
    long first = FIRST_SECONDS + ThreadLocalRandom.current().nextLong(FIRST_SECONDS);
    var unused =
        executor.scheduleWithFixedDelay(
            this::run, first, TimeUnit.HOURS.toSeconds(1), TimeUnit.SECONDS);
  }

  void run() {
    tasks.forEach(Housekeeping::run);
  }

  private static void run(HourlyTask one) {
    try {
      one.task().run();
    } catch (Exception e) {
      // A schedule that throws is never run again; the next hour may be better.
      if (!Outage.OF_DATABASE.hasBegunBy(e)) {
        LOG.log(Level.ERROR, "Failed at " + one.what(), e);
      }
    }
  }
}
