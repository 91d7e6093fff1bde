package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.gatehouse.core.secret.Vault;

/**
 * Keyed hashes of the audit log: whoever has the database alone can make none. What each is of
 * begins with a word of its own, so that none stands for another.
 */
@Singleton
public class AuditSignatures {
  /** The purpose for the {@link Vault}. */
  public static final String PURPOSE = "audit-chain";

  private final Vault vault;

  @Inject
  AuditSignatures(Vault vault) {
    this.vault = vault;
  }

  /** That of an entry. */
  String of(AuditEvent event) {
    return vault.fingerprint(PURPOSE, "entry\n" + event.content());
  }

  /** Whether an entry has that of its own; not if it has none. */
  boolean isRight(AuditEvent event) {
    return event.signature().equals(of(event));
  }

  /** That of where the chain begins and ends. */
  String of(AuditChain chain) {
    return vault.fingerprint(PURPOSE, chain.content());
  }

  /** Whether nobody else has changed where the chain begins and ends. */
  boolean isRight(AuditChain chain) {
    return chain.signature().equals(of(chain));
  }

  /**
   * A link behind another.
   *
   * @param before the hash of the one before
   * @param sealedAt the present moment, in microseconds
   */
  AuditLink link(String before, long number, AuditEvent event, Instant sealedAt) {
    String content =
        String.join(
            "\n",
            "link",
            before,
            Long.toString(number),
            sealedAt.toString(),
            event.signature(),
            event.content());
    return new AuditLink(number, event.id(), sealedAt, vault.fingerprint(PURPOSE, content));
  }

  /** Whether a link is the one of this entry behind that hash. */
  boolean isRight(AuditLink link, String before, AuditEvent event) {
    return link.hash().equals(link(before, link.number(), event, link.sealedAt()).hash());
  }
}
