package org.gatehouse.bench;

import java.time.LocalDate;
import java.util.List;
import org.gatehouse.bench.measure.Pace;
import org.gatehouse.bench.report.Machine;

/** Under what conditions something was measured, in sentences. */
final class Conditions {
  private final Options options;
  private final Stage stage;

  Conditions(Options options, Stage stage) {
    this.options = options;
    this.stage = stage;
  }

  String title() {
    return "Gatehouse beside Keycloak: %s, %s"
        .formatted(stage.container().name(), options.isPostgres() ? "PostgreSQL" : "H2");
  }

  List<String> ofTheComparison() {
    Pace pace = options.pace();
    return List.of(
        when(),
        Machine.inWords() + "; the load comes from the same machine.",
        "%s beside %s, `%s` each, all else as their documentation has it; %s connections."
            .formatted(
                stage.container().name(),
                stage.keycloak().name(),
                stage.jvm().heapOption(),
                options.text("connections").replace(",", ", ")),
        ("%d rounds of %d s in turn, after each has warmed up until requests got no cheaper, %d s at"
                + " the most; a round in which others took more than %s cores is dropped.")
            .formatted(
                pace.rounds(),
                pace.round().toSeconds(),
                pace.warmUp().toSeconds(),
                options.text("others")),
        "%,d users of Gatehouse on %s, %,d of Keycloak."
            .formatted(
                options.users(),
                options.nodes() == 1 ? "one node" : options.nodes() + " nodes",
                stage.keycloak().users()));
  }

  List<String> ofInnerSteps(double others) {
    return List.of(
        when(),
        Machine.inWords() + ".",
        ("By JMH, one thread, a JVM for each; ± is half of what 999 of 1,000 means would lie"
                + " within. Others took %.2f cores meanwhile.")
            .formatted(others));
  }

  private static String when() {
    return LocalDate.now() + ", commit " + Machine.commit() + ".";
  }
}
