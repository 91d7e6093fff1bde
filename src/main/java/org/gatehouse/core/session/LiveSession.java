package org.gatehouse.core.session;

/**
 * A session that goes on, as it was a moment ago.
 *
 * @param caller who calls in it
 * @param generations which of its tokens count
 */
public record LiveSession(Caller caller, Generations generations) {}
