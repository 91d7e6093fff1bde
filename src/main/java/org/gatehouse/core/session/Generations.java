package org.gatehouse.core.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tokens of a session count. Each refresh begins a generation; the tokens of the one before
 * are good for a minute more, for requests that are under way. Whoever shows one later has a copy
 * (RFC 9700, 4.14.2).
 *
 * <p>However often somebody refreshes, this stays small: what is replaced within a second counts as
 * replaced at its beginning, and what was replaced more than a minute ago needs no date.
 *
 * @param current what new tokens are issued as, counted from 0
 * @param retirements what was replaced within the last minute, the oldest first
 */
public record Generations(long current, List<Retirement> retirements) {
  /** How long a token is good after it was replaced. */
  public static final Duration GRACE = Duration.ofSeconds(60);

  private static final Duration TOLD_APART = Duration.ofSeconds(1);
  private static final String BETWEEN = ",";

  /** Keeps what nobody can change. */
  public Generations {
    retirements = List.copyOf(retirements);
  }

  /** Those of a session that was just opened. */
  public static Generations first() {
    return new Generations(0, List.of());
  }

  /**
   * What {@link #formatRetirements} has written.
   *
   * @param current the generation beside it
   */
  static Generations parse(long current, String retirements) {
    return new Generations(
        current,
        Stream.of(retirements.split(BETWEEN, -1))
            .filter(text -> !text.isEmpty())
            .map(Retirement::parse)
            .toList());
  }

  /** The retirements as one short text. */
  String formatRetirements() {
    return retirements.stream().map(Retirement::format).collect(Collectors.joining(BETWEEN));
  }

  /** What a token of this generation is worth. */
  public Standing standing(long generation, Instant now) {
    if (generation >= current) {
      return generation == current ? Standing.CURRENT : Standing.UNKNOWN;
    }
    return retirements.stream()
            .filter(retirement -> retirement.covers(generation))
            .anyMatch(retirement -> retirement.at().plus(GRACE).isAfter(now))
        ? Standing.REPLACED
        : Standing.COPIED;
  }

  /** These generations after a refresh. */
  Generations next(Instant now) {
    List<Retirement> recent =
        new ArrayList<>(
            retirements.stream()
                .filter(retirement -> retirement.at().plus(GRACE).isAfter(now))
                .toList());
    int last = recent.size() - 1;
    if (last >= 0 && recent.get(last).at().plus(TOLD_APART).isAfter(now)) {
      recent.set(last, recent.get(last).upTo(current));
    } else {
      recent.add(new Retirement(current, current, now));
    }
    return new Generations(current + 1, recent);
  }

  /** What a token is worth by its generation. */
  public enum Standing {
    /** It is of the present generation. */
    CURRENT,
    /** It was replaced, less than a minute ago. */
    REPLACED,
    /** It was replaced long ago: whoever uses it isn't the one who got the new one. */
    COPIED,
    /** It is newer than what is known here. */
    UNKNOWN
  }

  /**
   * That generations were replaced.
   *
   * @param first the first of them
   * @param last the last of them
   * @param at when the first was
   */
  record Retirement(long first, long last, Instant at) {
    private static final String WITHIN = ":";

    static Retirement parse(String text) {
      String[] parts = text.split(WITHIN, 3);
      return new Retirement(
          Long.parseLong(parts[0]),
          Long.parseLong(parts[1]),
          Instant.ofEpochMilli(Long.parseLong(parts[2])));
    }

    String format() {
      return first + WITHIN + last + WITHIN + at.toEpochMilli();
    }

    boolean covers(long generation) {
      return first <= generation && generation <= last;
    }

    Retirement upTo(long generation) {
      return new Retirement(first, generation, at);
    }
  }
}
