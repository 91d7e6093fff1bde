package org.gatehouse.core.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the chain of entries begins and ends. The row is signed: what it says can be said by nobody
 * who has the database alone, and links outside of it prove nothing.
 */
@Entity
@Table(name = "audit_chain")
public class AuditChain {
  static final short ID = 1;

  /** For how long nodes of a version that signs nothing may go on beside this one. */
  static final Duration BESIDE = Duration.ofDays(7);

  @Id private short id;

  @Column(name = "head_number")
  private long headNumber;

  @Column(name = "head_hash")
  private String headHash;

  @Column(name = "anchor_number")
  private long anchorNumber;

  @Column(name = "anchor_hash")
  private String anchorHash;

  @Column(name = "sealed_arrival")
  private long sealedArrival;

  @Column(name = "begun_at")
  private @Nullable Instant begunAt;

  @Column(name = "chained_from")
  private @Nullable Instant chainedFrom;

  @Column(name = "unsigned_until")
  private @Nullable Instant unsignedUntil;

  @Column(name = "unsigned_last")
  private @Nullable Long unsignedLast;

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

  /** Up to which number of arrival entries were looked at. */
  long sealedArrival() {
    return sealedArrival;
  }

  /** When it was begun; nothing as long as it wasn't. */
  Optional<Instant> begunAt() {
    return Optional.ofNullable(begunAt);
  }

  String signature() {
    return signature;
  }

  /** Whether it is exactly as the migration has left it. */
  boolean isUntouched() {
    return headNumber == 0
        && anchorNumber == 0
        && sealedArrival == 0
        && Stream.of(headHash, anchorHash, signature).allMatch(String::isEmpty)
        && begunAt == null
        && chainedFrom == null
        && unsignedUntil == null
        && unsignedLast == null;
  }

  /** Whether it has a link of this number. */
  boolean has(long number) {
    return number > anchorNumber && number <= headNumber;
  }

  /**
   * Whether an entry without a signature is too old to be linked: a node of the version before may
   * remove it as such, without a word to the chain.
   */
  boolean leavesOut(Instant occurredAt) {
    return chainedFrom == null || occurredAt.isBefore(chainedFrom);
  }

  /** The earlier of a moment and the one from which on all entries are linked. */
  Instant leftOut(Instant before) {
    return chainedFrom == null || before.isBefore(chainedFrom) ? before : chainedFrom;
  }

  /** Since when an entry waits for its link: those from before the chain, since that was begun. */
  Instant waitsSince(AuditEvent event) {
    Instant at = event.occurredAt();
    return begunAt == null || at.isAfter(begunAt) ? at : begunAt;
  }

  /** Whether an entry without a signature may still come, and be linked. */
  boolean takesUnsigned() {
    return unsignedLast == null;
  }

  /** Whether the entry of a link may be without a signature. */
  boolean tookUnsigned(long number) {
    return unsignedLast == null || number <= unsignedLast;
  }

  /** What the signature is of. */
  String content() {
    return Stream.of(
            headNumber,
            headHash,
            anchorNumber,
            anchorHash,
            sealedArrival,
            begunAt,
            chainedFrom,
            unsignedUntil,
            unsignedLast)
        .map(String::valueOf)
        .reduce("chain", (before, part) -> before + "\n" + part);
  }

  /**
   * @param now the present moment
   * @param kept how long entries are kept
   * @param isFirst whether there is no entry: then no version was there before, whose entries have
   *     no signature
   */
  void begin(Instant now, Duration kept, boolean isFirst) {
    begunAt = now.truncatedTo(ChronoUnit.MICROS);
    unsignedLast = isFirst ? 0L : null;
    unsignedUntil = begunAt.plus(BESIDE);
    chainedFrom = unsignedUntil.minus(kept);
  }

  /** From now on entries have signatures, if it is time. */
  void endUnsigned(Instant now) {
    if (unsignedLast == null && unsignedUntil != null && now.isAfter(unsignedUntil)) {
      unsignedLast = headNumber;
    }
  }

  void grow(AuditLink last) {
    headNumber = last.number();
    headHash = last.hash();
  }

  void lookedAt(long arrival) {
    sealedArrival = arrival;
  }

  void shorten(AuditLink lastThatWent) {
    anchorNumber = lastThatWent.number();
    anchorHash = lastThatWent.hash();
  }

  void sign(String by) {
    signature = by;
  }
}
