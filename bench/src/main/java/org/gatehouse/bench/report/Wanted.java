package org.gatehouse.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gatehouse.bench.measure.Spread;
import org.gatehouse.bench.row.Target;

/** What is wanted, what there is, and whether it is met. */
final class Wanted {
  private static final double START = 0.60;
  private static final double RESIDENT = 0.65;

  private final Results results;

  Wanted(Results results) {
    this.results = results;
  }

  /** All of it, in the order of the rows. */
  List<Wish> wishes() {
    List<Wish> wishes = new ArrayList<>();
    for (Line line : results.lines()) {
      Target target = line.row().target();
      String title = line.row().title();
      target
          .ratio()
          .ifPresent(
              wanted ->
                  wishes.add(
                      new Wish(
                          title,
                          "at least " + Numbers.times(wanted) + " times Keycloak's rate",
                          line.ratio().map(Numbers::times),
                          line.ratio().map(ratio -> ratio >= wanted))));
      target.share().ifPresent(wanted -> wishes.add(share(line, wanted)));
      line.isP99NoWorse()
          .ifPresent(
              noWorse ->
                  wishes.add(
                      new Wish(
                          title,
                          "p99 no longer than Keycloak's",
                          Optional.of(noWorse ? "no longer" : "longer"),
                          Optional.of(noWorse))));
    }
    peers("start to the first login page", START, peer -> Spread.of(peer.starts()).median())
        .ifPresent(wishes::add);
    peers("resident after all rows", RESIDENT, PeerFacts::loadedBytes).ifPresent(wishes::add);
    return wishes;
  }

  private Wish share(Line line, double wanted) {
    String limit = line.row().target().limit().orElseThrow();
    Optional<Double> share =
        line.ours().rate().flatMap(rate -> results.rateOf(limit).map(most -> rate / most));
    return new Wish(
        line.row().title(),
        "at least " + Numbers.percent(wanted) + " of " + limit,
        share.map(Numbers::percent),
        share.map(part -> part >= wanted));
  }

  private Optional<Wish> peers(String title, double wanted, ToDoubleFunction<PeerFacts> value) {
    List<PeerFacts> both = results.peers();
    if (both.size() != 2) {
      return Optional.empty();
    }
    double part = value.applyAsDouble(both.get(0)) / value.applyAsDouble(both.get(1));
    return Optional.of(
        new Wish(
            title,
            "at most " + Numbers.percent(wanted) + " of Keycloak's",
            Optional.of(Numbers.percent(part)),
            Optional.of(part <= wanted)));
  }

  /**
   * One of them.
   *
   * @param met nothing, where there is no figure to decide by
   */
  record Wish(String title, String wanted, Optional<String> measured, Optional<Boolean> met) {}
}
