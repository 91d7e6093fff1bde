package org.gatehouse.core.mail;

import java.time.Duration;
import java.util.Optional;

/**
 * How the delivery of letters goes.
 *
 * @param delivering whether letters get through, as far as is known: false if the last attempt
 *     failed and a letter waits for more than a minute, or if nobody takes letters
 * @param waiting how many letters wait
 * @param failed how many were given up
 * @param oldest for how long the oldest waits
 */
public record MailCondition(
    boolean delivering, long waiting, long failed, Optional<Duration> oldest) {}
