package org.gatehouse.core.audit.delivery;

import java.util.List;
import java.util.UUID;
import org.gatehouse.core.audit.NumberedEvent;

/** Takes entries of the audit log out of the house. */
public interface AuditRecipient {
  /**
   * Hands them over, with no transaction open, and within {@link DeliverAudit#LEASE}.
   *
   * @param id to which one of its kind
   * @param entries in their order, one at the least
   */
  Handed hand(UUID id, List<NumberedEvent> entries);
}
