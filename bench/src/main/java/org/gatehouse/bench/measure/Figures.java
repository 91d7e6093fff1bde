package org.gatehouse.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What was measured of one side in all rounds of a row. */
public final class Figures {
  private final List<Round> rounds = new ArrayList<>();
  private int dropped;
  private Optional<String> mistake = Optional.empty();

  void add(Round round) {
    rounds.add(round);
  }

  void drop() {
    dropped++;
  }

  void spoil(String what) {
    mistake = Optional.of(what);
    rounds.clear();
  }

  /** How many rounds count. */
  public int count() {
    return rounds.size();
  }

  /** How many rounds don't count, as others took the machine meanwhile. */
  public int dropped() {
    return dropped;
  }

  /** What went wrong, so that there is no figure. */
  public Optional<String> mistake() {
    return mistake;
  }

  /** One value of all rounds; nothing, if none counts. */
  public Optional<Spread> of(ToDoubleFunction<Round> value) {
    return rounds.isEmpty()
        ? Optional.empty()
        : Optional.of(Spread.of(rounds.stream().map(value::applyAsDouble).toList()));
  }

  /** The median of what was done in a second. */
  public Optional<Double> rate() {
    return of(Round::rate).map(Spread::median);
  }
}
