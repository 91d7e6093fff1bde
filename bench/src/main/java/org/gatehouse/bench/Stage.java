package org.gatehouse.bench;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.bench.load.Wrk;
import org.gatehouse.bench.measure.Progress;
import org.gatehouse.bench.measure.Turns;
import org.gatehouse.bench.peer.Container;
import org.gatehouse.bench.peer.Database;
import org.gatehouse.bench.peer.GatehouseHome;
import org.gatehouse.bench.peer.Jvm;
import org.gatehouse.bench.peer.KeycloakHome;
import org.gatehouse.bench.peer.Payara;
import org.gatehouse.bench.peer.Seed;
import org.gatehouse.bench.peer.Site;
import org.gatehouse.bench.peer.WildFly;
import org.gatehouse.bench.place.Folders;
import org.gatehouse.bench.place.Layout;
import org.gatehouse.bench.process.MachineLoad;
import org.gatehouse.bench.process.ProcessTree;

/** All that a run needs: both peers with their databases, and what measures them. */
final class Stage {
  private final Layout layout = new Layout();
  private final Progress progress = new Progress();
  private final Options options;
  private final Jvm jvm;
  private final Container container;
  private final GatehouseHome gatehouse;
  private final KeycloakHome keycloak;

  Stage(Options options) {
    this.options = options;
    this.jvm = new Jvm(options.text("heap"));
    this.container =
        options.text("server").equals("wildfly")
            ? new WildFly(layout, jvm)
            : new Payara(layout, jvm);
    Folders.remove(layout.work());
    Folders.make(layout.work());
    this.gatehouse =
        new GatehouseHome(container, layout, site("gatehouse"), new Seed(options.users()));
    this.keycloak =
        new KeycloakHome(layout.keycloak(options.text("database")), jvm, site("keycloak"));
  }

  private Site site(String name) {
    return options.isPostgres()
        ? Site.postgres(layout.work().resolve(name))
        : Site.embedded(layout.work().resolve(name));
  }

  /** Lays both out and starts their databases. */
  void set() {
    progress.say("Databases with users are laid out");
    CompletableFuture<Void> ours = CompletableFuture.runAsync(gatehouse::lay, Stage::inThread);
    CompletableFuture<Void> theirs =
        CompletableFuture.runAsync(() -> keycloak.lay(layout.prepared()), Stage::inThread);
    ours.join();
    theirs.join();
    databases().forEach(Database::start);
  }

  private static void inThread(Runnable work) {
    new Thread(work, "lay").start();
  }

  /** Stops the databases. */
  void strike() {
    databases().forEach(Database::stop);
  }

  private List<Database> databases() {
    return List.of(gatehouse.database(), keycloak.database());
  }

  MachineLoad machine() {
    return new MachineLoad(
        ProcessTree.later(
            () ->
                databases().stream()
                    .map(Database::processes)
                    .reduce(ProcessTree.none(), ProcessTree::and)));
  }

  Turns turns() {
    return new Turns(machine(), options.pace(), progress);
  }

  Wrk wrk() {
    return new Wrk(layout.work());
  }

  Layout layout() {
    return layout;
  }

  Progress progress() {
    return progress;
  }

  Options options() {
    return options;
  }

  Jvm jvm() {
    return jvm;
  }

  Container container() {
    return container;
  }

  GatehouseHome gatehouse() {
    return gatehouse;
  }

  KeycloakHome keycloak() {
    return keycloak;
  }
}
