package org.gatehouse.work;

/**
 * A task for every hour, on one node or several. CDI finds every one that a producer method makes.
 *
 * @param what it does, for the log where it fails: {@code removing …}
 * @param task does it
 */
public record HourlyTask(String what, Runnable task) {}
