package org.gatehouse.bench;

import java.nio.file.Path;
import java.util.List;
import org.gatehouse.bench.inner.InnerSteps;
import org.gatehouse.bench.limit.Limits;
import org.gatehouse.bench.peer.Cost;
import org.gatehouse.bench.process.MachineLoad;
import org.gatehouse.bench.report.Results;
import org.gatehouse.bench.row.Limit;
import org.gatehouse.bench.row.Rows;

/** One run, from the databases to the table. */
final class Run {
  private final Options options;
  private final Stage stage;
  private final Conditions conditions;
  private final Pages pages;

  Run(Options options) {
    this.options = options;
    this.stage = new Stage(options);
    this.conditions = new Conditions(options, stage);
    this.pages = new Pages(Path.of(options.text("results")), stage.progress());
  }

  /** Measures all that was asked for; whether each row has its figure. */
  boolean all() {
    if (options.is("inner")) {
      inner();
      return true;
    }
    Results results = new Results(conditions.title(), conditions.ofTheComparison());
    stage.set();
    try {
      new Encounter(options, stage, results).measure();
      limits(results);
    } finally {
      stage.strike();
    }
    pages.write(options.resultName(), results);
    return !results.hasMistakes();
  }

  private void inner() {
    MachineLoad machine = stage.machine();
    double before = machine.othersSeconds();
    long begin = System.nanoTime();
    String tables = new InnerSteps(stage.jvm().heapOption()).measure();
    double others = (machine.othersSeconds() - before) / ((System.nanoTime() - begin) / 1e9);
    Results results = new Results("Inner steps", conditions.ofInnerSteps(others));
    results.addSection(tables);
    pages.write("inner-steps", results);
  }

  private void limits(Results results) {
    Limits limits = new Limits(stage.layout(), stage.jvm(), stage.turns());
    if (isAnyWanted("password", "wrong-password", "unknown-user", "locked-user")) {
      limits.hash(Limit.HASH, Cost.KEYCLOAK);
    }
    if (isAnyWanted("key", "client-credentials", "refresh")) {
      limits.signature();
    }
    if (isAnyWanted(Rows.AT_OWN_COST)) {
      limits.hash(Limit.HASH_DEFAULT, Cost.GATEHOUSE);
    }
    if (!options.isQuick() && isAnyWanted(Rows.PING, "static")) {
      limits.jaxRs(stage.container(), stage.wrk(), options.connections().get(0));
    }
    results.addLimits(limits.figures());
  }

  private boolean isAnyWanted(String... keys) {
    return List.of(keys).stream().anyMatch(options::isWanted);
  }
}
