package org.gatehouse.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.gatehouse.bench.process.MachineLoad;

/**
 * Measures several sides in turn, each round in another order than the one before, so that what
 * changes on the machine meets all of them.
 */
public final class Turns {
  private static final Duration WARM_UP_PART = Duration.ofSeconds(5);
  private static final double CHEAPER = 0.03;
  private static final int NO_CHEAPER = 2;

  private final Meter meter;
  private final Pace pace;
  private final Progress progress;

  /**
   * @param machine what others do meanwhile
   */
  public Turns(MachineLoad machine, Pace pace, Progress progress) {
    this.meter = new Meter(machine);
    this.pace = pace;
    this.progress = progress;
  }

  /** Measures, and returns the figures of the sides in their order. */
  public List<Figures> measure(String what, List<Side> sides) {
    List<Turn> turns = new ArrayList<>();
    sides.forEach(side -> turns.add(new Turn(side, new Figures())));
    turns.forEach(turn -> attempt(turn, () -> warmUp(turn.side())));
    List<Turn> order = new ArrayList<>(turns);
    while (turns.stream().anyMatch(this::isDue)) {
      order.stream().filter(this::isDue).forEach(turn -> attempt(turn, () -> round(what, turn)));
      Collections.reverse(order);
    }
    return turns.stream().map(Turn::figures).toList();
  }

  private boolean isDue(Turn turn) {
    Figures figures = turn.figures();
    return figures.mistake().isEmpty()
        && figures.count() < pace.rounds()
        && figures.dropped() <= pace.spare();
  }

  /** Until it gets no cheaper: a JVM compiles for a while, and the more, the longer it runs. */
  private void warmUp(Side side) {
    Side warmingUp = side.warmingUp();
    double least = Double.MAX_VALUE;
    int noCheaper = 0;
    for (Duration left = pace.warmUp();
        noCheaper < NO_CHEAPER && left.toSeconds() > 0;
        left = left.minus(WARM_UP_PART)) {
      warmingUp.work().prepare();
      double cpu =
          meter
              .measure(warmingUp, left.compareTo(WARM_UP_PART) < 0 ? left : WARM_UP_PART)
              .cpuMillis();
      noCheaper = cpu < least * (1 - CHEAPER) ? 0 : noCheaper + 1;
      least = Math.min(least, cpu);
    }
  }

  private void round(String what, Turn turn) {
    Side side = turn.side();
    side.work().prepare();
    Round round = meter.measure(side, pace.round());
    boolean counts = round.others() <= pace.othersAtMost();
    if (counts && round.rate() == 0) {
      throw new Unexpected("nothing was done within " + pace.round().toSeconds() + " s");
    }
    if (counts) {
      turn.figures().add(round);
    } else {
      turn.figures().drop();
    }
    progress.say(
        String.format(
            Locale.ROOT,
            "%s, %s: %.1f/s, %.2f ms of CPU, others %.2f cores%s",
            what,
            side.name(),
            round.rate(),
            round.cpuMillis(),
            round.others(),
            counts ? "" : " (dropped)"));
  }

  private void attempt(Turn turn, Runnable work) {
    if (turn.figures().mistake().isPresent()) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      String what = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
      turn.figures().spoil(what);
      progress.say(turn.side().name() + ": " + what);
      if (!(e instanceof Unexpected)) {
        e.printStackTrace();
      }
    }
  }

  private record Turn(Side side, Figures figures) {}
}
