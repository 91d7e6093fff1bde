package org.gatehouse.work;

/** Something that a room wants done every hour, one node or several. */
public interface Chore {
  /** What it does, for the log where it fails: {@code removing …}. */
  String what();

  /** Does it. */
  void run();
}
