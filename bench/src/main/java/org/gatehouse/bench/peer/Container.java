package org.gatehouse.bench.peer;

import java.nio.file.Path;
import java.util.Map;
import org.gatehouse.bench.process.Command;

/** A server that a WAR runs in, started as docs/operations.md says. */
public interface Container {
  /** What it is called, with its version. */
  String name();

  /**
   * How it is started.
   *
   * @param war what to deploy
   * @param folder of its own, for what it writes
   * @param environment settings
   */
  Command command(Path war, int port, Path folder, Map<String, String> environment);
}
