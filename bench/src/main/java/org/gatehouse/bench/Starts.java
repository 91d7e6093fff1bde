package org.gatehouse.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatehouse.bench.measure.Progress;
import org.gatehouse.bench.peer.Peer;
import org.gatehouse.bench.process.MachineLoad;

/** Starts peers in turn, and measures how long it takes until each shows its login page. */
final class Starts {
  private static final int SPARE = 2;

  private final MachineLoad machine;
  private final double othersAtMost;
  private final Progress progress;

  Starts(MachineLoad machine, double othersAtMost, Progress progress) {
    this.machine = machine;
    this.othersAtMost = othersAtMost;
    this.progress = progress;
  }

  /** Each alone on the machine, so often. */
  List<List<Double>> alone(List<Peer> peers, int times) {
    List<List<Double>> seconds = new ArrayList<>();
    peers.forEach(peer -> seconds.add(new ArrayList<>()));
    for (int i = 0; i < times; i++) {
      for (int of = 0; of < peers.size(); of++) {
        seconds.get(of).add(undisturbed(peers.get(of)));
        peers.get(of).stop();
      }
    }
    return seconds;
  }

  private double undisturbed(Peer peer) {
    for (int spare = SPARE; ; spare--) {
      double before = machine.othersSeconds();
      Duration time = peer.start();
      double seconds = time.toMillis() / 1e3;
      double others = (machine.othersSeconds() - before) / seconds;
      boolean counts = others <= othersAtMost || spare == 0;
      progress.say(
          String.format(
              Locale.ROOT,
              "start, %s: %.1f s, others %.2f cores%s",
              peer.name(),
              seconds,
              others,
              counts ? "" : " (dropped)"));
      if (counts) {
        return seconds;
      }
      peer.stop();
    }
  }

  /** Once, and leaves it running. */
  double once(Peer peer) {
    Duration time = peer.start();
    progress.say(
        String.format(Locale.ROOT, "start, %s: %.1f s", peer.name(), time.toMillis() / 1e3));
    return time.toMillis() / 1e3;
  }
}
