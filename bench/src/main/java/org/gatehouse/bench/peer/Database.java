package org.gatehouse.bench.peer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.gatehouse.bench.process.ProcessTree;

/** The database of one peer, in a folder of its own. */
public interface Database {
  /** What it is, as the command line says it. */
  String kind();

  /** Starts it, where it has processes of its own. */
  void start();

  /** Stops it. */
  void stop();

  /** Its processes, if it has some. */
  ProcessTree processes();

  /** What Gatehouse has to be told. */
  Map<String, String> forGatehouse();

  /** What Keycloak has to be told. */
  Map<String, String> forKeycloak();

  /** A connection to that of Gatehouse; to an embedded one while Gatehouse doesn't run. */
  Connection connect() throws SQLException;
}
