package org.gatehouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.gatehouse.bench.load.Load;
import org.gatehouse.bench.load.Wrk;
import org.gatehouse.bench.measure.Figures;
import org.gatehouse.bench.measure.Side;
import org.gatehouse.bench.measure.Turns;
import org.gatehouse.bench.measure.Work;
import org.gatehouse.bench.peer.Peer;
import org.gatehouse.bench.report.Line;
import org.gatehouse.bench.report.Results;
import org.gatehouse.bench.row.LoadWork;
import org.gatehouse.bench.row.Row;

/** Measures rows of both peers, which run. */
final class Comparison {
  /**
   * So many connections warm a node up: more keep all cores busy, and its compilers, which are
   * threads among many, come to nothing for minutes.
   */
  private static final int CALM = 2;

  private final Turns turns;
  private final Wrk wrk;
  private final Results results;

  Comparison(Turns turns, Wrk wrk, Results results) {
    this.turns = turns;
    this.wrk = wrk;
    this.results = results;
  }

  /**
   * Measures.
   *
   * @param connections how many clients there are at once
   */
  void measure(List<Row> rows, int connections, Peer ours, Peer theirs) {
    for (Row row : rows) {
      List<Side> sides = new ArrayList<>();
      sides.add(side(ours, row, connections, true));
      row.theirs().ifPresent(load -> sides.add(side(theirs, row, connections, false)));
      List<Figures> figures = turns.measure(row.key(), sides);
      results.add(
          new Line(
              row,
              connections,
              figures.get(0),
              figures.size() > 1 ? Optional.of(figures.get(1)) : Optional.empty()));
    }
  }

  private Side side(Peer peer, Row row, int connections, boolean isOurs) {
    var load = isOurs ? row.ours() : row.theirs().orElseThrow();
    return new Side(
        peer.name(),
        work(peer, load, connections),
        work(peer, load, Math.min(connections, CALM * peer.nodes().size())),
        peer.processes());
  }

  private Work work(Peer peer, IntFunction<Load> load, int connections) {
    return new LoadWork(wrk, peer.nodes(), connections, () -> load.apply(connections));
  }
}
