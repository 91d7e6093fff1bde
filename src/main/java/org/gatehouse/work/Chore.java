package org.gatehouse.work;

/** A task for every hour, on one node or several; CDI finds every one. */
public interface Chore {
  /** What it does, for the log where it fails: {@code removing …}. */
  String what();

  /** Does it. */
  void run();
}
