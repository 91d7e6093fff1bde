package org.gatehouse.core.audit.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How it goes with bringing the audit log outside.
 *
 * @param webhook for how long the oldest entry waits that a webhook hasn't got
 * @param syslog the same of the syslog server, if there is one
 * @param stopped how many webhooks were given up
 */
public record DeliveryCondition(
    Optional<Duration> webhook, Optional<Duration> syslog, long stopped) {}
