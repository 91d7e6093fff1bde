package org.gatehouse.core.mail;

import java.time.Duration;
import java.util.Optional;

/**
 * How the delivery of e-mails goes.
 *
 * @param delivering whether e-mails get through, as far as is known: false if the last attempt
 *     failed and an e-mail waits for more than a minute, or if nobody takes e-mails
 * @param waiting how many e-mails wait
 * @param failed how many were given up
 * @param oldest for how long the oldest waits
 */
public record MailCondition(
    boolean delivering, long waiting, long failed, Optional<Duration> oldest) {}
