package org.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.bench.inner.InnerSteps;
import org.gatehouse.bench.limit.Limits;
import org.gatehouse.bench.peer.Cost;
import org.gatehouse.bench.peer.Gatehouse;
import org.gatehouse.bench.peer.GatehouseLoads;
import org.gatehouse.bench.peer.Keycloak;
import org.gatehouse.bench.peer.KeycloakLoads;
import org.gatehouse.bench.peer.Peer;
import org.gatehouse.bench.place.Folders;
import org.gatehouse.bench.report.Machine;
import org.gatehouse.bench.report.Markdown;
import org.gatehouse.bench.report.PeerFacts;
import org.gatehouse.bench.report.Results;
import org.gatehouse.bench.report.Svg;
import org.gatehouse.bench.row.Limit;
import org.gatehouse.bench.row.Row;
import org.gatehouse.bench.row.Rows;

/** One run, from the first start to the table. */
final class Run {
  private static final int STARTS = 3;
  private static final Duration UNTIL_IDLE = Duration.ofSeconds(20);

  private final Options options;
  private final Stage stage;
  private final Results results;

  Run(Options options) {
    this.options = options;
    this.stage = new Stage(options);
    this.results =
        new Results(
            "Gatehouse beside Keycloak: %s, %s"
                .formatted(stage.container().name(), options.isPostgres() ? "PostgreSQL" : "H2"),
            facts());
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.add(LocalDate.now() + ", commit " + Machine.commit() + ".");
    facts.add(Machine.inWords() + "; the load comes from the same machine.");
    facts.add(
        "%s beside %s, `%s` each, all else as their documentation has it; %s connections."
            .formatted(
                stage.container().name(),
                stage.layout().keycloak(options.text("database")).getFileName(),
                stage.jvm().heapOption(),
                options.text("connections")));
    facts.add(
        "%d rounds of %d s in turn, after %d s to warm up; a round in which others took more than %s cores is dropped."
            .formatted(
                options.pace().rounds(),
                options.pace().round().toSeconds(),
                options.pace().warmUp().toSeconds(),
                options.text("others")));
    facts.add(
        "%d users of Gatehouse on %s, 2000 of Keycloak."
            .formatted(
                options.users(), options.nodes() == 1 ? "one node" : options.nodes() + " nodes"));
    return facts;
  }

  /** Measures all that was asked for; whether each row has its figure. */
  boolean all() throws IOException {
    if (options.is("inner")) {
      inner();
      return true;
    }
    stage.set();
    try {
      peers();
      limits();
    } finally {
      stage.strike();
    }
    write();
    return !results.hasMistakes();
  }

  private void inner() throws IOException {
    double before = stage.machine().othersSeconds();
    long begin = System.nanoTime();
    String tables = new InnerSteps(stage.jvm().heapOption()).measure();
    double others =
        (stage.machine().othersSeconds() - before) / ((System.nanoTime() - begin) / 1e9);
    Results inner =
        new Results(
            "Inner steps",
            List.of(
                LocalDate.now() + ", commit " + Machine.commit() + ".",
                Machine.inWords() + ".",
                "By JMH, one thread, a JVM for each; meanwhile others took %.2f cores."
                    .formatted(others)));
    inner.addSection(tables);
    Path folder = Folders.make(Path.of(options.text("results")));
    Files.writeString(folder.resolve("inner-steps.md"), new Markdown(inner).page(""));
    stage.progress().say("Written: " + folder.resolve("inner-steps.md"));
  }

  private void peers() {
    Gatehouse ours = stage.gatehouse().gatehouse(Cost.KEYCLOAK, options.nodes());
    Keycloak theirs = stage.keycloak().keycloak();
    try {
      List<List<Double>> starts = start(ours, theirs);
      pause();
      long ourIdle = ours.servers().residentBytes();
      long theirIdle = theirs.servers().residentBytes();
      rows(ours, theirs);
      overload(ours, theirs);
      traces(ours);
      results.add(
          new PeerFacts(ours.name(), starts.get(0), ourIdle, ours.servers().residentBytes()));
      results.add(
          new PeerFacts(theirs.name(), starts.get(1), theirIdle, theirs.servers().residentBytes()));
      ours.stop();
      atOwnCost(theirs);
    } finally {
      ours.stop();
      theirs.stop();
    }
  }

  private List<List<Double>> start(Peer ours, Peer theirs) {
    Starts starts = new Starts(stage.machine(), options.pace().othersAtMost(), stage.progress());
    if (options.isQuick() || !options.text("rows").isEmpty()) {
      return List.of(List.of(starts.once(ours)), List.of(starts.once(theirs)));
    }
    List<List<Double>> seconds = starts.alone(List.of(ours, theirs), STARTS);
    starts.once(ours);
    starts.once(theirs);
    return seconds;
  }

  private void rows(Gatehouse ours, Keycloak theirs) {
    for (int connections : options.connections()) {
      comparison()
          .measure(wanted(Rows.atEqualCost(loads(ours), loads(theirs))), connections, ours, theirs);
    }
  }

  private List<Row> wanted(List<Row> rows) {
    return rows.stream().filter(row -> options.isWanted(row.key())).toList();
  }

  private void overload(Gatehouse ours, Keycloak theirs) {
    if (!options.is("overload")) {
      return;
    }
    Overload overload =
        new Overload(
            stage.wrk(), stage.machine(), stage.progress(), options.pace().round().multipliedBy(2));
    overload.measure(ours, loads(ours).user(4), loads(ours).passwordLogin(Cost.KEYCLOAK));
    overload.measure(theirs, loads(theirs).userInfo(4), loads(theirs).passwordLogin());
    results.addSection(overload.section());
  }

  private void traces(Gatehouse ours) {
    if (options.isPostgres() && !options.isQuick() && options.isWanted("refresh")) {
      results.addSection(new Traces(stage.gatehouse().database()).section(loads(ours)));
    }
  }

  private void atOwnCost(Keycloak theirs) {
    if (options.isQuick() || !options.isWanted(Rows.AT_OWN_COST)) {
      return;
    }
    Gatehouse ours = stage.gatehouse().gatehouse(Cost.GATEHOUSE, options.nodes());
    ours.start();
    try {
      comparison()
          .measure(
              List.of(Rows.atOwnCost(loads(ours), loads(theirs))),
              options.connections().get(0),
              ours,
              theirs);
    } finally {
      ours.stop();
    }
  }

  private Comparison comparison() {
    return new Comparison(stage.turns(), stage.wrk(), results);
  }

  private GatehouseLoads loads(Gatehouse ours) {
    return stage.gatehouse().loads(ours.nodes().get(0).toString());
  }

  private static KeycloakLoads loads(Keycloak theirs) {
    return new KeycloakLoads(theirs.nodes().get(0).toString());
  }

  private void limits() {
    Limits limits = new Limits(stage.layout(), stage.jvm(), stage.turns());
    if (options.isWanted("password")) {
      limits.hash(Limit.HASH, Cost.KEYCLOAK);
    }
    if (options.isWanted("key") || options.isWanted("refresh")) {
      limits.signature();
    }
    if (!options.isQuick()) {
      if (options.isWanted(Rows.AT_OWN_COST)) {
        limits.hash(Limit.HASH_DEFAULT, Cost.GATEHOUSE);
      }
      if (options.isWanted(Rows.PING)) {
        limits.jaxRs(stage.container(), stage.wrk(), options.connections().get(0));
      }
    }
    results.addLimits(limits.figures());
  }

  private void write() throws IOException {
    Path folder = Folders.make(Path.of(options.text("results")));
    String name = options.resultName();
    Files.writeString(folder.resolve(name + ".md"), new Markdown(results).page(name + ".svg"));
    Files.writeString(folder.resolve(name + ".svg"), new Svg(results).picture());
    stage.progress().say("Written: " + folder.resolve(name + ".md"));
  }

  private static void pause() {
    try {
      Thread.sleep(UNTIL_IDLE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
