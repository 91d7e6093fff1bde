package org.gatehouse.core.audit;

/**
 * How many logins have failed.
 *
 * @param day within the last 24 hours
 * @param week within the last seven days
 * @param whole whether all entries of the week were looked at; otherwise there may be more
 */
public record FailedLogins(long day, long week, boolean whole) {}
