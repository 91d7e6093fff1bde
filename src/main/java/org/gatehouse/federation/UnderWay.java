package org.gatehouse.federation;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts calls under way. Each has a thread of ours wait, and servers of others may be slow, on
 * purpose even: they must not have all threads.
 */
final class UnderWay {
  private final int most;
  private final int mostToOne;
  private final Map<String, Integer> calls = new HashMap<>();
  private int all;

  /**
   * @param most how many there may be at once
   * @param mostToOne how many of them to the same place
   */
  UnderWay(int most, int mostToOne) {
    this.most = most;
    this.mostToOne = mostToOne;
  }

  /** Whether one more may begin now; it must be ended then. */
  synchronized boolean begin(String place) {
    int there = calls.getOrDefault(place, 0);
    if (all >= most || there >= mostToOne) {
      return false;
    }
    calls.put(place, there + 1);
    all++;
    return true;
  }

  /** One that has begun is over. */
  synchronized void end(String place) {
    all--;
    calls.merge(place, -1, Integer::sum);
    calls.remove(place, 0);
  }
}
