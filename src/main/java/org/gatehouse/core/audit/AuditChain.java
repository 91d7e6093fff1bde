package org.gatehouse.core.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the chain of entries begins and ends, signed, so that nobody else can shorten it. */
@Entity
@Table(name = "audit_chain")
public class AuditChain {
  static final short ID = 1;

  @Id private short id;

  @Column(name = "head_number")
  private long headNumber;

  @Column(name = "head_hash")
  private String headHash;

  @Column(name = "anchor_number")
  private long anchorNumber;

  @Column(name = "anchor_hash")
  private String anchorHash;

  @Column(name = "sealed_until")
  private @Nullable Instant sealedUntil;

  @Column(name = "begun_at")
  private @Nullable Instant begunAt;

  @Column private String signature;

  /** For JPA. */
  protected AuditChain() {}

  /** The number of the last link; 0 if there is none. */
  long headNumber() {
    return headNumber;
  }

  String headHash() {
    return headHash;
  }

  /** The number of the last link that is gone with its entry, as it was too old. */
  long anchorNumber() {
    return anchorNumber;
  }

  String anchorHash() {
    return anchorHash;
  }

  /** When the latest entry was recorded that has a link. */
  Optional<Instant> sealedUntil() {
    return Optional.ofNullable(sealedUntil);
  }

  /** When it was begun; nothing as long as it wasn't. */
  Optional<Instant> begunAt() {
    return Optional.ofNullable(begunAt);
  }

  String signature() {
    return signature;
  }

  /** What the signature is of. */
  String content() {
    return String.join(
        "\n",
        "chain",
        Long.toString(headNumber),
        headHash,
        Long.toString(anchorNumber),
        anchorHash,
        String.valueOf(sealedUntil),
        String.valueOf(begunAt));
  }

  void begin(Instant now) {
    begunAt = now;
  }

  void grow(AuditLink last, Instant latest) {
    headNumber = last.number();
    headHash = last.hash();
    if (sealedUntil == null || sealedUntil.isBefore(latest)) {
      sealedUntil = latest;
    }
  }

  void shorten(AuditLink lastThatWent) {
    anchorNumber = lastThatWent.number();
    anchorHash = lastThatWent.hash();
  }

  void sign(String by) {
    signature = by;
  }
}
