package org.gatehouse.core.audit;

/**
 * The audit log. An entry recorded within a transaction lives and dies with it, so that nothing is
 * told that didn't happen; a refusal is recorded outside of one.
 */
public interface Audit {
  /** Records an entry. */
  void record(AuditEntry entry);
}
