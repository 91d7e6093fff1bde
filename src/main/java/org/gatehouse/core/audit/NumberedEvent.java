package org.gatehouse.core.audit;

/**
 * An entry of the audit log at its place in the chain.
 *
 * @param number of its link: those of later entries are higher
 * @param event the entry
 */
public record NumberedEvent(long number, AuditEvent event) {}
