package org.gatehouse.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.bench.place.Folders;
import org.gatehouse.bench.process.Command;
import org.gatehouse.bench.process.Ports;
import org.gatehouse.bench.process.ProcessTree;

/** Keycloak, one node. */
public final class Keycloak implements Peer {
  private final Server server;
  private final Database database;
  private final URI base;

  /**
   * @param home of its programs, built for the database
   * @param site where it keeps what it knows
   * @param page the path that it answers once it has started
   */
  public Keycloak(Path home, Jvm jvm, Site site, String page) {
    int port = Ports.free();
    this.base = URI.create("http://localhost:" + port);
    this.database = site.database();
    keepDataIn(home.resolve("data"), site.data());
    Map<String, String> environment = new HashMap<>(database.forKeycloak());
    environment.put("JAVA_HOME", jvm.home().toString());
    environment.put("JAVA_OPTS_KC_HEAP", jvm.heapOption());
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakRealm.ADMINISTRATOR);
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", KeycloakRealm.PASSWORD);
    Command command =
        new Command(
            List.of(
                "sh",
                home.resolve("bin/kc.sh").toString(),
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname-strict=false",
                "--cache=local"),
            environment,
            site.folder());
    this.server = new Server(command, base + page, site.folder().resolve("server.log"));
  }

  /** Its embedded database is always in its own folder, so that one leads to the site's. */
  private static void keepDataIn(Path link, Path folder) {
    try {
      if (Files.isSymbolicLink(link)) {
        Files.delete(link);
      } else {
        Folders.remove(link);
      }
      Files.createSymbolicLink(link, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "Keycloak";
  }

  @Override
  public Duration start() {
    return server.start();
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public List<URI> nodes() {
    return List.of(base);
  }

  @Override
  public ProcessTree servers() {
    return server.processes();
  }

  @Override
  public ProcessTree processes() {
    return servers().and(database.processes());
  }
}
