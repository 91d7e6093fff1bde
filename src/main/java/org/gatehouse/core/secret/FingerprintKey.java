package org.gatehouse.core.secret;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The key of the keyed hashes of one purpose, sealed. It outlives the master key that it was
 * derived from: what was hashed can't be hashed anew.
 */
@Entity
@Table(name = "fingerprint_key")
class FingerprintKey {
  @Id private String purpose;

  @Column(name = "sealed_key")
  private String sealedKey;

  protected FingerprintKey() {}

  FingerprintKey(String purpose, String sealedKey) {
    this.purpose = purpose;
    this.sealedKey = sealedKey;
  }

  String sealedKey() {
    return sealedKey;
  }
}
