package org.gatehouse.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.bench.measure.Pace;

/** What is to be measured, as the command line says it. */
final class Options {
  static final String HELP =
      """
      bench/run [options]

      --server payara|wildfly      what Gatehouse runs in (payara)
      --database h2|postgresql     what both have for a database (h2)
      --quick                      rounds of three seconds, two of them: a look, no figures to show
      --rows KEY,KEY               only these rows; their keys stand in bench/README.md
      --warm-up SECONDS            how long each side warms up for a row at the most (60; 1 with --quick)
      --heap SIZE                  the largest heap of each server (512m)
      --connections N,N            how many clients there are at once (16)
      --users N                    users of Gatehouse, written straight into its tables (4000)
      --nodes N                    nodes of Gatehouse on one database, which must be PostgreSQL (1)
      --overload                   beside the rows, token checks while too many passwords are to be checked
      --inner                      nothing but inner steps, by JMH
      --others CORES               what others may take of the machine in a round that counts (0.3)
      --results FOLDER             where the table and the picture go (bench/results)
      """;

  private static final Set<String> FLAGS = Set.of("quick", "overload", "inner", "help");
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "server", "payara",
          "database", "h2",
          "rows", "",
          "warm-up", "",
          "heap", "512m",
          "connections", "16",
          "users", "4000",
          "nodes", "1",
          "others", "0.3",
          "results", "bench/results");

  private static final Set<String> ONLY_WITH_TIME =
      Set.of("password-default", "datasources", "cookie", "credentials");

  private final Map<String, String> values = new HashMap<>();

  private Options() {}

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Options parse(String... arguments) {
    Options options = new Options();
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i].replaceFirst("^--", "");
      if (FLAGS.contains(name)) {
        options.values.put(name, "");
      } else if (DEFAULTS.containsKey(name) && i + 1 < arguments.length) {
        i++;
        options.values.put(name, arguments[i]);
      } else {
        throw new IllegalArgumentException("What is " + arguments[i] + "? See bench/run --help.");
      }
    }
    options.check();
    return options;
  }

  private void check() {
    require("server", Set.of("payara", "wildfly"));
    require("database", Set.of("h2", "postgresql"));
    if (nodes() > 1 && !isPostgres()) {
      throw new IllegalArgumentException("Several nodes need --database postgresql.");
    }
    if (users() < 1_000) {
      throw new IllegalArgumentException("--users takes 1000 or more.");
    }
  }

  private void require(String name, Set<String> choices) {
    if (!choices.contains(text(name))) {
      throw new IllegalArgumentException("--" + name + " takes " + String.join(" or ", choices));
    }
  }

  boolean is(String flag) {
    return values.containsKey(flag);
  }

  String text(String name) {
    return values.getOrDefault(name, DEFAULTS.getOrDefault(name, ""));
  }

  boolean isPostgres() {
    return text("database").equals("postgresql");
  }

  boolean isQuick() {
    return is("quick");
  }

  int users() {
    return Integer.parseInt(text("users"));
  }

  int nodes() {
    return Integer.parseInt(text("nodes"));
  }

  List<Integer> connections() {
    return Stream.of(text("connections").split(",")).map(Integer::parseInt).toList();
  }

  /** Whether a row is to be measured. A look leaves some out. */
  boolean isWanted(String key) {
    return text("rows").isEmpty()
        ? !isQuick() || !ONLY_WITH_TIME.contains(key)
        : Set.of(text("rows").split(",")).contains(key);
  }

  /** Whether each is started several times, alone on the machine. */
  boolean areStartsMeasured() {
    return !isQuick() && text("rows").isEmpty();
  }

  /** How long a server is left alone until it counts as idle. */
  Duration untilIdle() {
    return Duration.ofSeconds(isQuick() ? 10 : 20);
  }

  private Duration warmUp(int secondsUnlessSaid) {
    return Duration.ofSeconds(
        text("warm-up").isEmpty() ? secondsUnlessSaid : Integer.parseInt(text("warm-up")));
  }

  Pace pace() {
    double others = Double.parseDouble(text("others"));
    return isQuick()
        ? new Pace(warmUp(1), Duration.ofSeconds(3), 2, 1, others)
        : new Pace(warmUp(60), Duration.ofSeconds(6), 3, 3, others);
  }

  /** What the files with the results are called; measurements that aren't alike don't meet. */
  String resultName() {
    StringBuilder name = new StringBuilder(text("server") + "-" + text("database"));
    for (String part : List.of("users", "nodes", "connections", "heap", "rows", "warm-up")) {
      if (!text(part).equals(DEFAULTS.get(part))) {
        name.append('-').append(part).append('-').append(text(part).replace(',', '-'));
      }
    }
    if (is("overload")) {
      name.append("-overload");
    }
    if (isQuick()) {
      name.append("-quick");
    }
    return name.toString();
  }
}
