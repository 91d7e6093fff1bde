package org.gatehouse.core.limit;

import java.time.Duration;

/**
 * How often something may be done.
 *
 * @param name of what, short and unique among limits
 * @param capacity how often at once
 * @param period within which as many become possible again, evenly
 */
public record Limit(String name, int capacity, Duration period) {}
