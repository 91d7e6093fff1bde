package org.gatehouse.bench.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.gatehouse.bench.process.ProcessTree;

/** The embedded database, as each peer sets it up by itself. */
public final class H2 implements Database {
  private final Path folder;

  /**
   * @param folder where Gatehouse has its data
   */
  public H2(Path folder) {
    this.folder = folder;
  }

  @Override
  public String kind() {
    return "h2";
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public ProcessTree processes() {
    return ProcessTree.none();
  }

  @Override
  public Map<String, String> forGatehouse() {
    return Map.of();
  }

  @Override
  public Map<String, String> forKeycloak() {
    return Map.of();
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:h2:file:" + folder + "/gatehouse", "gatehouse", "");
  }
}
