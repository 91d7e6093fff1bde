package org.gatehouse.bench.peer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.gatehouse.bench.place.Folders;
import org.gatehouse.bench.process.Ports;
import org.gatehouse.bench.process.ProcessTree;

/** A PostgreSQL server of one peer, which writes each commit to the disk. */
public final class Postgres implements Database {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NAME = "postgres";

  private final Path folder;
  private final int port = Ports.free();
  private EmbeddedPostgres running;

  /**
   * @param folder of its data
   */
  public Postgres(Path folder) {
    this.folder = folder;
  }

  @Override
  public String kind() {
    return "postgresql";
  }

  @Override
  public void start() {
    Folders.make(folder.getParent());
    try {
      running =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setCleanDataDirectory(false)
              .setPGStartupWait(PATIENCE)
              .setPort(port)
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("shared_buffers", "256MB")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (running == null) {
      return;
    }
    try {
      running.close();
      running = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ProcessTree processes() {
    if (running == null) {
      return ProcessTree.none();
    }
    // It has left the process that started it.
    try {
      String first = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
      return ProcessHandle.of(Long.parseLong(first.strip()))
          .map(ProcessTree::of)
          .orElse(ProcessTree.none());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> forGatehouse() {
    return Map.of(
        "GATEHOUSE_DB_URL",
        url(),
        "GATEHOUSE_DB_USER",
        NAME,
        "GATEHOUSE_DB_PASSWORD",
        NAME,
        "GATEHOUSE_MASTER_KEY",
        "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=");
  }

  @Override
  public Map<String, String> forKeycloak() {
    return Map.of("KC_DB_URL", url(), "KC_DB_USERNAME", NAME, "KC_DB_PASSWORD", NAME);
  }

  private String url() {
    return "jdbc:postgresql://localhost:" + port + "/" + NAME;
  }

  @Override
  public Connection connect() throws SQLException {
    return running.getPostgresDatabase().getConnection();
  }
}
