package org.gatehouse.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.bench.measure.Figures;

/** All that a run has found, as far as it has come. */
public final class Results {
  private final String title;
  private final List<String> facts;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Figures> limits = new LinkedHashMap<>();
  private final List<PeerFacts> peers = new ArrayList<>();
  private final List<String> sections = new ArrayList<>();

  /**
   * @param title of the page
   * @param facts sentences about the machine, and how it was measured
   */
  public Results(String title, List<String> facts) {
    this.title = title;
    this.facts = facts;
  }

  /** Adds a row. */
  public void add(Line line) {
    lines.add(line);
  }

  /** Adds what rows can't exceed. */
  public void addLimits(Map<String, Figures> some) {
    limits.putAll(some);
  }

  /** Adds what was seen of a peer as a whole; ours first. */
  public void add(PeerFacts peer) {
    peers.add(peer);
  }

  /** Adds a part of the page. */
  public void addSection(String markdown) {
    sections.add(markdown);
  }

  String title() {
    return title;
  }

  List<String> facts() {
    return facts;
  }

  List<Line> lines() {
    return lines;
  }

  Map<String, Figures> limits() {
    return limits;
  }

  List<PeerFacts> peers() {
    return peers;
  }

  List<String> sections() {
    return sections;
  }

  /** Our own rate in another row, or a limit's. */
  Optional<Double> rateOf(String key) {
    return lines.stream()
        .filter(line -> line.row().key().equals(key))
        .map(Line::ours)
        .findFirst()
        .or(() -> Optional.ofNullable(limits.get(key)))
        .flatMap(Figures::rate);
  }

  /** Whether there is something to compare. */
  public boolean hasRatios() {
    return lines.stream().anyMatch(line -> line.ratio().isPresent());
  }

  /** Whether a row was spoilt. */
  public boolean hasMistakes() {
    return lines.stream().anyMatch(Line::isSpoilt)
        || limits.values().stream().anyMatch(figures -> figures.mistake().isPresent());
  }
}
