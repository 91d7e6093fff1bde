package org.gatehouse.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.gatehouse.bench.measure.Figures;
import org.gatehouse.bench.measure.Round;
import org.gatehouse.bench.measure.Spread;

/** The page with all that was found. */
public final class Markdown {
  private final Results results;

  /**
   * @param results what was found
   */
  public Markdown(Results results) {
    this.results = results;
  }

  /**
   * The page.
   *
   * @param picture the name of the file with the picture
   */
  public String page(String picture) {
    List<String> parts = new ArrayList<>();
    parts.add("# " + results.title() + "\n");
    parts.add(
        results.facts().stream().map(fact -> "- " + fact + "\n").collect(Collectors.joining()));
    if (!results.lines().isEmpty()) {
      if (results.hasRatios()) {
        parts.add("![How many times Keycloak's rate ours is, row by row](" + picture + ")\n");
      }
      parts.add("## What is wanted, and what there is\n");
      parts.add(wishes());
      parts.add("## Figures\n");
      parts.add(
          "Medians of the rounds that count, and what they lie between. CPU is processor time of the server and its"
              + " database for each request; *others* is what everything else took of the machine, in cores; a round in"
              + " which that was too much is dropped.\n");
      parts.add(figures());
    }
    if (!results.peers().isEmpty()) {
      parts.add("## Start and memory\n");
      parts.add(peers());
    }
    parts.addAll(results.sections());
    return String.join("\n", parts);
  }

  private String wishes() {
    MarkdownTable table = new MarkdownTable("row", "wanted", "measured", "met");
    new Wanted(results)
        .wishes()
        .forEach(
            wish ->
                table.row(
                    wish.title(),
                    wish.wanted(),
                    wish.measured().orElse(Numbers.NONE),
                    wish.met().map(met -> met ? "yes" : "**no**").orElse("not measured")));
    return table.toString();
  }

  private String figures() {
    boolean several = results.lines().stream().map(Line::connections).distinct().count() > 1;
    MarkdownTable table =
        new MarkdownTable(
            "row",
            "of",
            "a second",
            "from – to",
            "CPU ms",
            "p50 ms",
            "p99 ms",
            "others",
            "dropped");
    for (Line line : results.lines()) {
      String title = line.row().title() + (several ? ", " + line.connections() : "");
      row(table, title, "Gatehouse", line.ours());
      line.theirs().ifPresent(theirs -> row(table, title, "Keycloak", theirs));
    }
    results.limits().forEach((key, limit) -> row(table, key, "limit", limit));
    return table.toString();
  }

  private static void row(MarkdownTable table, String title, String whose, Figures figures) {
    if (figures.mistake().isPresent()) {
      table.row(title, whose, "no figure: " + figures.mistake().get(), "", "", "", "", "", "");
      return;
    }
    table.row(
        title,
        whose,
        median(figures, Round::rate),
        figures
            .of(Round::rate)
            .map(rate -> Numbers.of(rate.least()) + " – " + Numbers.of(rate.most()))
            .orElse(Numbers.NONE),
        median(figures, Round::cpuMillis),
        time(figures, Round::p50Millis),
        time(figures, Round::p99Millis),
        figures
            .of(Round::others)
            .map(others -> String.format(Locale.ROOT, "%.2f", others.most()))
            .orElse(Numbers.NONE),
        Integer.toString(figures.dropped()));
  }

  private static String median(Figures figures, ToDoubleFunction<Round> value) {
    return Numbers.of(figures.of(value).map(Spread::median));
  }

  private static String time(Figures figures, ToDoubleFunction<Round> value) {
    return Numbers.of(figures.of(value).map(Spread::median).filter(millis -> millis > 0));
  }

  private String peers() {
    MarkdownTable table =
        new MarkdownTable(
            "",
            "start to the first login page, s",
            "from – to",
            "resident when idle",
            "resident after all rows");
    for (PeerFacts peer : results.peers()) {
      Spread starts = Spread.of(peer.starts());
      table.row(
          peer.name(),
          Numbers.of(starts.median()),
          Numbers.of(starts.least()) + " – " + Numbers.of(starts.most()),
          Numbers.mib(peer.idleBytes()),
          Numbers.mib(peer.loadedBytes()));
    }
    return table.toString();
  }
}
