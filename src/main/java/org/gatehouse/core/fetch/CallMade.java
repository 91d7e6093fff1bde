package org.gatehouse.core.fetch;

import java.time.Duration;

/**
 * Tells that somebody was called, or would have been.
 *
 * @param place the host in small letters, and the port
 * @param took how long
 * @param result how it ended
 */
public record CallMade(String place, Duration took, Result result) {
  /** How a call ends. */
  public enum Result {
    /** With an answer. */
    ANSWERED,
    /** With an answer that says that something is wrong: a status from 400 on. */
    FAILED,
    /** With none in time, or with too much. */
    UNANSWERED,
    /** Before it began: too many others are under way. */
    REFUSED
  }
}
