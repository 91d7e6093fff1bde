package org.gatehouse.bench;

import java.util.List;
import org.gatehouse.bench.peer.Cost;
import org.gatehouse.bench.peer.Gatehouse;
import org.gatehouse.bench.peer.GatehouseLoads;
import org.gatehouse.bench.peer.Keycloak;
import org.gatehouse.bench.peer.KeycloakLoads;
import org.gatehouse.bench.peer.Peer;
import org.gatehouse.bench.process.Pause;
import org.gatehouse.bench.report.PeerFacts;
import org.gatehouse.bench.report.Results;
import org.gatehouse.bench.row.Row;
import org.gatehouse.bench.row.Rows;

/** All that is measured while both peers run: starts, rows, memory. */
final class Encounter {
  private static final int STARTS = 3;

  private final Options options;
  private final Stage stage;
  private final Results results;

  Encounter(Options options, Stage stage, Results results) {
    this.options = options;
    this.stage = stage;
    this.results = results;
  }

  void measure() {
    Gatehouse ours = stage.gatehouse().gatehouse(Cost.KEYCLOAK, options.nodes());
    Keycloak theirs = stage.keycloak().keycloak();
    try {
      List<List<Double>> starts = start(ours, theirs);
      Pause.of(options.untilIdle());
      long ourIdle = ours.servers().residentBytes();
      long theirIdle = theirs.servers().residentBytes();
      GatehouseLoads ourLoads = loads(ours);
      KeycloakLoads theirLoads = loads(theirs);
      for (int connections : options.connections()) {
        compare(Rows.atEqualCost(ourLoads, theirLoads), connections, ours, theirs);
      }
      overload(ours, theirs, ourLoads, theirLoads);
      traces(ourLoads);
      results.add(facts(ours, starts.get(0), ourIdle));
      results.add(facts(theirs, starts.get(1), theirIdle));
      ours.stop();
      atOwnCost(theirs, theirLoads);
    } finally {
      ours.stop();
      theirs.stop();
    }
  }

  private List<List<Double>> start(Peer ours, Peer theirs) {
    Starts starts = new Starts(stage.machine(), options.pace().othersAtMost(), stage.progress());
    if (!options.areStartsMeasured()) {
      return List.of(List.of(starts.once(ours)), List.of(starts.once(theirs)));
    }
    List<List<Double>> seconds = starts.alone(List.of(ours, theirs), STARTS);
    starts.once(ours);
    starts.once(theirs);
    return seconds;
  }

  private void compare(List<Row> rows, int connections, Peer ours, Peer theirs) {
    List<Row> wanted = rows.stream().filter(row -> options.isWanted(row.key())).toList();
    new Comparison(stage.turns(), stage.wrk(), results).measure(wanted, connections, ours, theirs);
  }

  private void overload(
      Gatehouse ours, Keycloak theirs, GatehouseLoads ourLoads, KeycloakLoads theirLoads) {
    if (!options.is("overload")) {
      return;
    }
    Overload overload =
        new Overload(
            stage.wrk(), stage.machine(), stage.progress(), options.pace().round().multipliedBy(2));
    overload.measure(ours, ourLoads.user(Overload.CHECKING), ourLoads.passwordLogin(Cost.KEYCLOAK));
    overload.measure(theirs, theirLoads.userInfo(Overload.CHECKING), theirLoads.passwordLogin());
    results.addSection(overload.section());
  }

  private void traces(GatehouseLoads loads) {
    if (options.isPostgres() && !options.isQuick() && options.isWanted("refresh")) {
      results.addSection(new Traces(stage.gatehouse().database()).section(loads));
    }
  }

  private static PeerFacts facts(Peer peer, List<Double> starts, long idleBytes) {
    return new PeerFacts(peer.name(), starts, idleBytes, peer.servers().residentBytes());
  }

  /** With the hashes that Gatehouse makes unless somebody sets something. */
  private void atOwnCost(Keycloak theirs, KeycloakLoads theirLoads) {
    if (!options.isWanted(Rows.AT_OWN_COST)) {
      return;
    }
    Gatehouse ours = stage.gatehouse().gatehouse(Cost.GATEHOUSE, options.nodes());
    ours.start();
    try {
      compare(
          List.of(Rows.atOwnCost(loads(ours), theirLoads)),
          options.connections().get(0),
          ours,
          theirs);
    } finally {
      ours.stop();
    }
  }

  private GatehouseLoads loads(Gatehouse ours) {
    return stage.gatehouse().loads(ours.nodes().get(0).toString());
  }

  private static KeycloakLoads loads(Keycloak theirs) {
    return new KeycloakLoads(theirs.nodes().get(0).toString());
  }
}
