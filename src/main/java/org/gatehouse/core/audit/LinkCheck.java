package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.audit.ChainReport.Kind;

/** What is wrong with a link whose entry is there, for whoever believes it only if nothing is. */
@Singleton
class LinkCheck {
  private final AuditSignatures signatures;

  @Inject
  LinkCheck(AuditSignatures signatures) {
    this.signatures = signatures;
  }

  /**
   * Looks at a link of the chain.
   *
   * @param before the hash of the one before
   * @param event the entry that it names
   * @return nothing, if the entry is as it was written, at the place where it was linked
   */
  Optional<Kind> fault(AuditChain chain, AuditLink link, String before, AuditEvent event) {
    if (!signatures.isRight(link, before, event)) {
      return Optional.of(Kind.CHANGED);
    }
    if (event.signature().isEmpty()) {
      return chain.tookUnsigned(link.number()) ? Optional.empty() : Optional.of(Kind.INSERTED);
    }
    return signatures.isRight(event) ? Optional.empty() : Optional.of(Kind.CHANGED);
  }
}
