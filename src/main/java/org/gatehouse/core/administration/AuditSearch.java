package org.gatehouse.core.administration;

/**
 * What somebody wants to see of the audit log, as it was typed or stands in an address; each is
 * empty where it doesn't matter.
 *
 * @param wide whether of the whole installation, and not of the own workspace alone
 * @param person the name of who it is about, or who did it; of another workspace {@code uid/name}
 * @param type the word of an {@link org.gatehouse.core.audit.AuditType}
 * @param outcome {@code ok}, {@code not-ok}, or the word of a refusal
 * @param from not before this moment, in UTC
 * @param to before this moment
 * @param address from which address of the network
 */
public record AuditSearch(
    boolean wide,
    String person,
    String type,
    String outcome,
    String from,
    String to,
    String address) {}
