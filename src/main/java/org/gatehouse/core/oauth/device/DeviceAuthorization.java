package org.gatehouse.core.oauth.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device that waits for somebody to let it in. */
@Entity
@Table(name = "device_authorization")
public class DeviceAuthorization {
  @Id
  @Column(name = "code_hash")
  private String codeHash;

  @Column(name = "user_code_hash")
  private String userCodeHash;

  @Column(name = "client_id")
  private UUID clientId;

  private String scope;

  private String resources;

  @Column(name = "user_id")
  private @Nullable UUID userId;

  @Column(name = "session_id")
  private @Nullable UUID sessionId;

  private @Nullable Boolean allowed;

  @Column(name = "due_at")
  private Instant dueAt;

  private int seconds;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For JPA. */
  protected DeviceAuthorization() {}

  DeviceAuthorization(
      String codeHash,
      String userCodeHash,
      UUID clientId,
      Set<String> scopes,
      List<String> resources,
      Instant now,
      Instant expiresAt) {
    this.codeHash = codeHash;
    this.userCodeHash = userCodeHash;
    this.clientId = clientId;
    this.scope = String.join(" ", new TreeSet<>(scopes));
    this.resources = String.join(" ", resources);
    this.seconds = DeviceAuthorizations.SECONDS;
    this.dueAt = now;
    this.expiresAt = expiresAt;
  }

  /** Which client it runs. */
  public UUID clientId() {
    return clientId;
  }

  /** What it wants. */
  public Set<String> scopes() {
    return Set.of(scope.split(" "));
  }

  /** For whom its access tokens shall be (RFC 8707); none for us. */
  public List<String> resources() {
    return resources.isEmpty() ? List.of() : List.of(resources.split(" "));
  }

  /** Who has answered. */
  public Optional<UUID> userId() {
    return Optional.ofNullable(userId);
  }

  /** In which login. */
  public Optional<UUID> sessionId() {
    return Optional.ofNullable(sessionId);
  }

  /** What the person said, if anything. */
  public Optional<Boolean> allowed() {
    return Optional.ofNullable(allowed);
  }

  String codeHash() {
    return codeHash;
  }

  Instant dueAt() {
    return dueAt;
  }

  int seconds() {
    return seconds;
  }

  boolean isOver(Instant now) {
    return !expiresAt.isAfter(now);
  }
}
