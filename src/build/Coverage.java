import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints for each package of the core how many of its lines the unit tests run. */
class Coverage {
  private static final String CORE = "org.gatehouse.core";
  // Columns of JaCoCo's CSV.
  private static final int PACKAGE = 1;
  private static final int MISSED = 7;
  private static final int RUN = 8;

  public static void main(String[] arguments) throws IOException {
    Path csv = Path.of(arguments[0]);
    // There is none where no test was run.
    List<String> rows = Files.exists(csv) ? Files.readAllLines(csv) : List.of();
    Map<String, int[]> lines = new TreeMap<>();
    for (String row : rows) {
      String[] columns = row.split(",");
      if (columns[PACKAGE].startsWith(CORE)) {
        count(lines, columns[PACKAGE].substring("org.gatehouse.".length()), columns);
        count(lines, "core, all of it", columns);
      }
    }
    lines.forEach(
        (name, counts) -> {
          int all = counts[0] + counts[1];
          System.out.printf(
              Locale.ROOT, "%5.1f %% of %5d lines: %s%n", 100.0 * counts[1] / all, all, name);
        });
  }

  private static void count(Map<String, int[]> lines, String name, String[] columns) {
    int[] counts = lines.computeIfAbsent(name, unused -> new int[2]);
    counts[0] += Integer.parseInt(columns[MISSED]);
    counts[1] += Integer.parseInt(columns[RUN]);
  }
}
