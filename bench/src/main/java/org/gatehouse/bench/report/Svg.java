package org.gatehouse.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A picture of the ratios: a bar for each row, on a scale on which half and double weigh the same.
 */
public final class Svg {
  private static final int WIDTH = 760;
  private static final int LABELS = 330;
  private static final int ROW = 28;
  private static final int TOP = 62;
  private static final int FIGURE = 40;
  private static final double LEAST = 1.0 / 16;
  private static final double MOST = 16;

  private static final String STYLE =
      """
      <style>
        svg { color-scheme: light dark; font: 14px system-ui, sans-serif; }
        .paper { fill: #fff; } text { fill: #1b1f24; } .line { stroke: #8c959f; } .one { stroke: #1b1f24; }
        .faster { fill: #1a7f64; } .slower { fill: #b3541e; } .wanted { stroke: #1b1f24; stroke-width: 3; }
        .figure { stroke: #fff; stroke-width: 4; paint-order: stroke; }
        @media (prefers-color-scheme: dark) {
          .paper { fill: #0d1117; } text { fill: #e6edf3; } .one { stroke: #e6edf3; } .wanted { stroke: #e6edf3; }
          .faster { fill: #3fb68b; } .slower { fill: #e07b39; } .figure { stroke: #0d1117; }
        }
      </style>
      """;

  private final Results results;

  /**
   * @param results what was found
   */
  public Svg(Results results) {
    this.results = results;
  }

  /** The picture; what it shows is in its description, too, for who can't see it. */
  public String picture() {
    List<Line> lines = results.lines().stream().filter(line -> line.ratio().isPresent()).toList();
    int height = TOP + lines.size() * ROW + 16;
    List<String> parts = new ArrayList<>();
    parts.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title desc\">\n"
            .formatted(WIDTH, height));
    parts.add("<title id=\"title\">How many times Keycloak's rate ours is</title>\n");
    parts.add("<desc id=\"desc\">" + escape(description(lines)) + "</desc>\n");
    parts.add(STYLE);
    parts.add("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n".formatted(WIDTH, height));
    parts.add(
        "<text x=\"12\" y=\"24\" font-weight=\"600\">%s</text>\n"
            .formatted(escape(results.title())));
    for (double tick = LEAST; tick <= MOST; tick *= 2) {
      parts.add(tick(tick, height));
    }
    for (int i = 0; i < lines.size(); i++) {
      parts.add(bar(lines.get(i), TOP + i * ROW));
    }
    parts.add("</svg>\n");
    return String.join("", parts);
  }

  private static String description(List<Line> lines) {
    return lines.stream()
        .map(line -> title(line) + ": " + Numbers.times(line.ratio().orElseThrow()))
        .collect(Collectors.joining("; "));
  }

  private static String title(Line line) {
    return line.row().title();
  }

  private static String tick(double value, int height) {
    double x = x(value);
    String label = value >= 1 ? Math.round(value) + "×" : "1/" + Math.round(1 / value);
    return number(
        "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"52\" y2=\"%d\"/><text x=\"%.1f\" y=\"46\""
            + " text-anchor=\"middle\" font-size=\"11\">%s</text>\n",
        value == 1 ? "one" : "line", x, x, height - 10, x, label);
  }

  private static String bar(Line line, int y) {
    double ratio = line.ratio().orElseThrow();
    double one = x(1);
    double end = x(ratio);
    String wanted =
        line.row().target().ratio().isEmpty()
            ? ""
            : number(
                "<line class=\"wanted\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                x(line.row().target().ratio().getAsDouble()),
                x(line.row().target().ratio().getAsDouble()),
                y + 2,
                y + ROW - 4);
    return number(
        "<text x=\"12\" y=\"%d\">%s</text><rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%s"
            + "<text class=\"figure\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" font-size=\"12\">%s</text>\n",
        y + 18,
        escape(title(line)),
        ratio >= 1 ? "faster" : "slower",
        Math.min(one, end),
        y + 5,
        Math.abs(end - one),
        ROW - 10,
        wanted,
        ratio >= 1 ? behind(line, end) + 6 : end - 6,
        y + 18,
        ratio >= 1 ? "start" : "end",
        Numbers.times(ratio));
  }

  /** Where the figure of a bar has room: not on the mark of what is wanted. */
  private static double behind(Line line, double end) {
    double mark = line.row().target().ratio().stream().map(Svg::x).findFirst().orElse(end);
    return mark > end && mark < end + FIGURE ? mark : end;
  }

  private static double x(double ratio) {
    double place =
        Math.log(Math.max(LEAST, Math.min(MOST, ratio)) / LEAST) / Math.log(MOST / LEAST);
    return LABELS + place * (WIDTH - LABELS - 40);
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
