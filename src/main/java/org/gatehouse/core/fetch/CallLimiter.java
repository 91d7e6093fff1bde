package org.gatehouse.core.fetch;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts calls under way. Each has a thread of ours wait, and servers of others may be slow, on
 * purpose even: neither they nor the workspace that has named them may have all threads.
 */
final class CallLimiter {
  private final int most;
  private final int mostToOne;
  private final Map<Object, Integer> calls = new HashMap<>();
  private int all;

  /**
   * @param most how many there may be at once
   * @param mostToOne how many of them to the same place
   */
  CallLimiter(int most, int mostToOne) {
    this.most = most;
    this.mostToOne = mostToOne;
  }

  /**
   * Whether one more may begin now; it must be ended then. Nobody gets more than half of what is
   * free: so one who waits for slow servers leaves room for others, and so do several (Choudhury
   * and Hahne, Dynamic queue length thresholds, 1998).
   *
   * @param behalf for whom, a workspace
   * @param place where to, a host and its port
   */
  synchronized boolean begin(Object behalf, Object place) {
    int free = most - all;
    if (calls.getOrDefault(place, 0) >= mostToOne
        || calls.getOrDefault(behalf, 0) >= (free + 1) / 2) {
      return false;
    }
    count(behalf, 1);
    count(place, 1);
    return true;
  }

  /** The end of a call that has begun. */
  synchronized void end(Object behalf, Object place) {
    count(behalf, -1);
    count(place, -1);
  }

  private void count(Object of, int more) {
    calls.merge(of, more, Integer::sum);
    calls.remove(of, 0);
    // Each call is counted twice here: for whom, and where to.
    all = calls.values().stream().mapToInt(Integer::intValue).sum() / 2;
  }
}
