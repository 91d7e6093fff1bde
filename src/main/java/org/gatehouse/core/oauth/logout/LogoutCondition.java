package org.gatehouse.core.oauth.logout;

import java.time.Duration;
import java.util.Optional;

/**
 * How it goes with telling clients of logouts.
 *
 * @param delivering whether all of them hear of it, or most: nobody has waited for long
 * @param waiting how many messages wait
 * @param oldest since when the oldest does
 */
public record LogoutCondition(boolean delivering, long waiting, Optional<Duration> oldest) {}
