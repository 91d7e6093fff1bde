package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.secret.Vault;

/** Keyed hashes of the audit log: who has the database alone can make none. */
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

  /** That of where the chain begins and ends. */
  String of(AuditChain chain) {
    return vault.fingerprint(PURPOSE, chain.content());
  }

  /**
   * The hash of a link.
   *
   * @param before the hash of the one before
   */
  String link(String before, long number, AuditEvent event) {
    return vault.fingerprint(PURPOSE, "link\n" + before + "\n" + number + "\n" + event.content());
  }
}
