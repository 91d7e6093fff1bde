package org.gatehouse.bench.peer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.gatehouse.bench.process.ProcessTree;

/** One of the two that are compared, with the database that it uses. */
public interface Peer {
  /** What it is called. */
  String name();

  /** Starts it, and returns how long it took until the first node showed its login page. */
  Duration start();

  /** Stops it. */
  void stop();

  /** Where its nodes listen. */
  List<URI> nodes();

  /** The processes of its servers. */
  ProcessTree servers();

  /** The same and those of its database. */
  ProcessTree processes();
}
