package org.gatehouse.core.signon;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which session of a provider stands behind one of ours. */
@Entity
@Table(name = "provider_session")
class OpenedSession {
  @Id
  @Column(name = "session_id")
  private UUID sessionId;

  @Column(name = "provider_id")
  private UUID providerId;

  @Column(name = "subject_hash")
  private String subjectHash;

  @Column(name = "index_hash")
  private @Nullable String indexHash;

  @Column(name = "sealed_detail")
  private String sealedDetail;

  protected OpenedSession() {}

  OpenedSession(
      UUID sessionId,
      UUID providerId,
      String subjectHash,
      @Nullable String indexHash,
      String sealedDetail) {
    this.sessionId = sessionId;
    this.providerId = providerId;
    this.subjectHash = subjectHash;
    this.indexHash = indexHash;
    this.sealedDetail = sealedDetail;
  }

  UUID sessionId() {
    return sessionId;
  }

  UUID providerId() {
    return providerId;
  }

  String sealedDetail() {
    return sealedDetail;
  }
}
