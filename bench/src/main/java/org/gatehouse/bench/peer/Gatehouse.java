package org.gatehouse.bench.peer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.bench.place.Folders;
import org.gatehouse.bench.place.Layout;
import org.gatehouse.bench.process.Ports;
import org.gatehouse.bench.process.ProcessTree;

/** Gatehouse: one node, or several on one database. */
public final class Gatehouse implements Peer {
  private final List<Server> servers = new ArrayList<>();
  private final List<URI> nodes = new ArrayList<>();
  private final Database database;

  /**
   * @param container the server that each node runs in
   * @param site its folder and its database
   * @param settings what an operator has set
   * @param count of nodes
   */
  public Gatehouse(
      Container container, Layout layout, Site site, Map<String, String> settings, int count) {
    this.database = site.database();
    for (int i = 1; i <= count; i++) {
      int port = Ports.free();
      Path folder = Folders.make(site.folder().resolve("node-" + i + "-" + port));
      Map<String, String> environment = new HashMap<>(settings);
      environment.put("GATEHOUSE_PORT", Integer.toString(port));
      environment.put("GATEHOUSE_DATA", site.data().toString());
      environment.putAll(database.forGatehouse());
      URI base = URI.create("http://localhost:" + port);
      nodes.add(base);
      if (count > 1) {
        environment.put("GATEHOUSE_PUBLIC_URL", nodes.get(0).toString());
      }
      servers.add(
          new Server(
              container.command(layout.war(), port, folder, environment),
              base + "/login",
              folder.resolve("server.log")));
    }
  }

  @Override
  public String name() {
    return "Gatehouse";
  }

  @Override
  public Duration start() {
    Duration first = servers.get(0).start();
    servers.stream().skip(1).forEach(Server::start);
    return first;
  }

  @Override
  public void stop() {
    servers.forEach(Server::stop);
  }

  @Override
  public List<URI> nodes() {
    return List.copyOf(nodes);
  }

  @Override
  public ProcessTree servers() {
    return servers.stream().map(Server::processes).reduce(ProcessTree.none(), ProcessTree::and);
  }

  @Override
  public ProcessTree processes() {
    return servers().and(database.processes());
  }
}
