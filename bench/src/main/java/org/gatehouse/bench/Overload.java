package org.gatehouse.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.bench.load.Answers;
import org.gatehouse.bench.load.Load;
import org.gatehouse.bench.load.Wrk;
import org.gatehouse.bench.measure.Progress;
import org.gatehouse.bench.peer.Peer;
import org.gatehouse.bench.process.MachineLoad;
import org.gatehouse.bench.process.Pause;
import org.gatehouse.bench.report.MarkdownTable;
import org.gatehouse.bench.report.Numbers;

/**
 * What is left for those who are logged in when many more want to log in than passwords can be
 * checked.
 */
final class Overload {
  static final int CHECKING = 4;
  private static final int LOGGING_IN = 64;

  /** All of them together ask ten times a second for each connection, or as often as they may. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final MarkdownTable table =
      new MarkdownTable(
          "of",
          "checks alone, a second",
          "beside the logins",
          "kept",
          "p99 alone, ms",
          "p99 beside, ms",
          "logins done",
          "refused, 503 with `Retry-After`",
          "other answers",
          "resident",
          "others");
  private final Wrk wrk;
  private final MachineLoad machine;
  private final Progress progress;
  private final Duration time;

  /**
   * @param time how long both last
   */
  Overload(Wrk wrk, MachineLoad machine, Progress progress, Duration time) {
    this.wrk = wrk;
    this.machine = machine;
    this.progress = progress;
    this.time = time;
  }

  /** Measures one of both. */
  void measure(Peer peer, Load checks, Load logins) {
    long begin = System.nanoTime();
    double others = machine.othersSeconds();
    wrk.send(peer.nodes().get(0), checks, CHECKING, time.dividedBy(2));
    Answers alone = wrk.send(peer.nodes().get(0), checks, CHECKING, time);
    CompletableFuture<Answers> crowd =
        CompletableFuture.supplyAsync(
            () ->
                wrk.send(
                    peer.nodes().get(0),
                    logins.pausing(PAUSE),
                    LOGGING_IN,
                    time.plus(time.dividedBy(2))),
            work -> new Thread(work, "crowd").start());
    // Once the crowd is there.
    Pause.of(time.dividedBy(4));
    Answers beside = wrk.send(peer.nodes().get(0), checks, CHECKING, time);
    Answers done = crowd.join();
    double kept = rate(beside) / rate(alone);
    progress.say(
        String.format(
            Locale.ROOT,
            "overload, %s: %.0f checks a second alone, %.0f beside; logins: %s",
            peer.name(),
            rate(alone),
            rate(beside),
            done.inWords()));
    long strange =
        done.all()
            - done.with(200)
            - done.later()
            + done.errors()
            + (beside.all() - beside.with(200))
            + beside.errors();
    table.row(
        peer.name(),
        Numbers.of(rate(alone)),
        Numbers.of(rate(beside)),
        Numbers.percent(kept),
        Numbers.of(alone.p99Millis()),
        Numbers.of(beside.p99Millis()),
        Long.toString(done.with(200)),
        Long.toString(done.later()),
        Long.toString(strange),
        Numbers.mib(peer.servers().residentBytes()),
        String.format(
            Locale.ROOT,
            "%.2f",
            (machine.othersSeconds() - others) / ((System.nanoTime() - begin) / 1e9)));
  }

  /** What was measured, as a part of the page. */
  String section() {
    return """
    ## Overload

    %d connections check tokens, first alone, then beside %d connections of password logins with a pause of %d ms, for %d \
    seconds each.

    """
            .formatted(CHECKING, LOGGING_IN, PAUSE.toMillis(), time.toSeconds())
        + table;
  }

  private static double rate(Answers answers) {
    return answers.with(200) / answers.seconds();
  }
}
