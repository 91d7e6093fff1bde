package org.gatehouse.core.audit;

/**
 * What was changed of somebody or something.
 *
 * @param field what it is called, for example {@code display_name}
 * @param before the value before
 * @param after the value from now on
 * @param hidden whether the log must not hold the values: it keeps keyed hashes of them, by which
 *     equal values can be told
 */
public record AuditChange(String field, String before, String after, boolean hidden) {}
