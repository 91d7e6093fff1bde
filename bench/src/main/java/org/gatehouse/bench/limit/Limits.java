package org.gatehouse.bench.limit;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.bench.load.Load;
import org.gatehouse.bench.load.Wrk;
import org.gatehouse.bench.measure.Figures;
import org.gatehouse.bench.measure.Side;
import org.gatehouse.bench.measure.Turns;
import org.gatehouse.bench.peer.Container;
import org.gatehouse.bench.peer.Cost;
import org.gatehouse.bench.peer.Jvm;
import org.gatehouse.bench.peer.Server;
import org.gatehouse.bench.place.Folders;
import org.gatehouse.bench.place.Layout;
import org.gatehouse.bench.process.Ports;
import org.gatehouse.bench.row.Limit;
import org.gatehouse.bench.row.LoadWork;

/** What no row can exceed, each measured alone on the machine. */
public final class Limits {
  private final Map<String, Figures> figures = new LinkedHashMap<>();
  private final Layout layout;
  private final Jvm jvm;
  private final Turns turns;

  /**
   * @param jvm whose options the limits have as well
   */
  public Limits(Layout layout, Jvm jvm, Turns turns) {
    this.layout = layout;
    this.jvm = jvm;
    this.turns = turns;
  }

  /** Hashes of this cost. */
  public void hash(String key, Cost cost) {
    jvm(
        key,
        BareHash.class,
        Stream.of(cost.memoryKib(), cost.iterations(), cost.parallelism())
            .map(number -> Integer.toString(number))
            .toList());
  }

  /** Signatures. */
  public void signature() {
    jvm(Limit.SIGNATURE, BareSignature.class, List.of());
  }

  private void jvm(String key, Class<?> loop, List<String> arguments) {
    List<String> command =
        Stream.concat(
                Stream.of(jvm.java(), jvm.heapOption(), "-cp", layout.classPath(), loop.getName()),
                arguments.stream())
            .toList();
    try (JvmWork work = new JvmWork(command)) {
      figures.put(
          key, turns.measure(key, List.of(new Side("Java", work, work.processes()))).get(0));
    }
  }

  /** A GET of JAX-RS in a server of this kind. */
  public void jaxRs(Container container, Wrk wrk, int connections) {
    Path folder = Folders.make(layout.work().resolve("bare"));
    Path war = BareWar.write(layout.classes(), folder);
    int port = Ports.free();
    String base = "http://localhost:" + port;
    Server server =
        new Server(
            container.command(war, port, folder, Map.of()),
            base + BareWar.PING,
            folder.resolve("server.log"));
    server.start();
    try {
      LoadWork work =
          new LoadWork(wrk, List.of(URI.create(base)), connections, () -> Load.get(BareWar.PING));
      figures.put(
          Limit.JAXRS,
          turns
              .measure(Limit.JAXRS, List.of(new Side(container.name(), work, server.processes())))
              .get(0));
    } finally {
      server.stop();
    }
  }

  /** All that were measured, by their keys. */
  public Map<String, Figures> figures() {
    return figures;
  }
}
