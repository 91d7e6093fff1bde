package org.gatehouse.core.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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

  @Column(name = "head_sealed_at")
  private @Nullable Instant headSealedAt;

  @Column(name = "backlog_at")
  private @Nullable Instant backlogAt;

  @Column(name = "backlog_id")
  private @Nullable UUID backlogId;

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

  /** Up to which number of arrival entries were looked at, but for those in gaps. */
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
        && Stream.of(unsignedLast, headSealedAt, backlogAt, backlogId).allMatch(Objects::isNull);
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

  /**
   * Since when an entry waits for its link: those from before the chain, since that was begun;
   * those that nobody has looked at yet, since a link was made. Whoever has many to link does it in
   * their order.
   */
  Instant waitsSince(AuditEvent event) {
    boolean isAhead = backlogAt != null || event.arrival() > sealedArrival;
    return Stream.of(event.occurredAt(), begunAt, isAhead ? headSealedAt : null)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * After which place it goes on with entries of the version before, which the database hasn't
   * numbered; nothing if it has taken all of them.
   */
  Optional<AuditCursor> backlog() {
    return backlogAt == null || backlogId == null
        ? Optional.empty()
        : Optional.of(new AuditCursor(backlogAt, backlogId));
  }

  /** When a link is made: no earlier than the one before, whatever a clock says. */
  Instant sealedAt(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    return headSealedAt == null || at.isAfter(headSealedAt) ? at : headSealedAt;
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
            unsignedLast,
            headSealedAt,
            backlogAt,
            backlogId)
        .map(String::valueOf)
        .reduce("chain", (before, part) -> before + "\n" + part);
  }

  /**
   * @param now the present moment
   * @param kept how long entries are kept
   * @param isFirst whether no version was there before, whose entries have no signature
   */
  void begin(Instant now, Duration kept, boolean isFirst) {
    begunAt = now.truncatedTo(ChronoUnit.MICROS);
    unsignedLast = isFirst ? 0L : null;
    unsignedUntil = begunAt.plus(BESIDE);
    chainedFrom = unsignedUntil.minus(kept);
    goOnWithBacklog(new AuditCursor(Instant.EPOCH, new UUID(0, 0)));
  }

  void goOnWithBacklog(AuditCursor after) {
    backlogAt = after.at();
    backlogId = after.id();
  }

  void endBacklog() {
    backlogAt = null;
    backlogId = null;
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
    headSealedAt = last.sealedAt();
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
