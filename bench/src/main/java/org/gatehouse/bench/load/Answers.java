package org.gatehouse.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a load was answered with.
 *
 * @param seconds how long it lasted
 * @param statuses how often each status came
 * @param errors connections that broke or waited too long
 * @param later answers 503 that said when to come back
 * @param p50Millis within which half of the answers came
 * @param p99Millis within which 99 of 100 came
 */
public record Answers(
    double seconds,
    Map<Integer, Long> statuses,
    long errors,
    long later,
    double p50Millis,
    double p99Millis) {
  /** How many with this status. */
  public long with(int status) {
    return statuses.getOrDefault(status, 0L);
  }

  /** How many there were. */
  public long all() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether all were as they should be, if there were any. */
  public boolean areAll(int status) {
    return errors == 0 && with(status) == all();
  }

  /** In words. */
  public String inWords() {
    String counts =
        new TreeMap<>(statuses)
            .entrySet().stream()
                .map(entry -> entry.getValue() + " answers " + entry.getKey())
                .collect(Collectors.joining(", "));
    return (counts.isEmpty() ? "no answers" : counts)
        + (errors == 0 ? "" : ", " + errors + " broken or late connections");
  }

  /** These and those of another part of the load, which ran at the same time. */
  public Answers and(Answers other) {
    Map<Integer, Long> sum = new TreeMap<>(statuses);
    other.statuses.forEach((status, count) -> sum.merge(status, count, Long::sum));
    return new Answers(
        Math.max(seconds, other.seconds),
        sum,
        errors + other.errors,
        later + other.later,
        Math.max(p50Millis, other.p50Millis),
        Math.max(p99Millis, other.p99Millis));
  }
}
