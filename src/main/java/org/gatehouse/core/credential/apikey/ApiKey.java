package org.gatehouse.core.credential.apikey;

import com.google.common.collect.ImmutableMap;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.policy.KeyBounds;
import org.jspecify.annotations.Nullable;

/** A key that was made: all that is known of it but the key itself. */
@Entity
@Table(name = "api_key")
public class ApiKey {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Column(name = "user_id")
  private @Nullable UUID userId;

  private String name;

  @Column(name = "key_hash")
  private String keyHash;

  private String hint;

  /** The scopes, separated by spaces. */
  private String scopes;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private @Nullable Instant expiresAt;

  @Column(name = "last_used_at")
  private @Nullable Instant lastUsedAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  /** For JPA. */
  protected ApiKey() {}

  ApiKey(
      ApiKeyOwner owner,
      ApiKeyName name,
      Set<KeyScope> scopes,
      String keyHash,
      String hint,
      Instant now,
      Optional<Instant> expiresAt) {
    this.id = UUID.randomUUID();
    this.workspaceId = owner.workspaceId();
    this.userId = owner.userId().orElse(null);
    this.name = name.value();
    this.scopes = KeyScope.format(scopes);
    this.keyHash = keyHash;
    this.hint = hint;
    // As exact as the database keeps it, so that it is the same when it is read again.
    this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
    this.expiresAt = expiresAt.orElse(null);
  }

  private ApiKey(ApiKey other, Instant expiresAt) {
    this.id = other.id;
    this.workspaceId = other.workspaceId;
    this.userId = other.userId;
    this.name = other.name;
    this.scopes = other.scopes;
    this.keyHash = other.keyHash;
    this.hint = other.hint;
    this.createdAt = other.createdAt;
    this.lastUsedAt = other.lastUsedAt;
    this.revokedAt = other.revokedAt;
    this.expiresAt = expiresAt;
  }

  /** The permanent id, which is no secret. */
  public UUID id() {
    return id;
  }

  /** Of which workspace. */
  public UUID workspaceId() {
    return workspaceId;
  }

  /** Of which user; nothing if it names an application. */
  public Optional<UUID> userId() {
    return Optional.ofNullable(userId);
  }

  /** The name that its owner gave it. */
  public String name() {
    return name;
  }

  /** The scopes of this key. */
  public Set<KeyScope> scopes() {
    return KeyScope.of(List.of(scopes.split(" ")));
  }

  /** Its last characters, by which people recognise it. */
  public String hint() {
    return hint;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it ends by itself; nothing if never. */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /** When it was revoked; nothing if it wasn't. */
  public Optional<Instant> revokedAt() {
    return Optional.ofNullable(revokedAt);
  }

  /** When it was last used, to the minute; nothing if never. */
  public Optional<Instant> lastUsedAt() {
    return Optional.ofNullable(lastUsedAt);
  }

  /** What it is called and good for, by name, as the audit log keeps it. */
  public Map<String, Object> settings() {
    return ImmutableMap.of(
        "name",
        name,
        "scopes",
        List.of(scopes.split(" ")),
        "expires_at",
        expiresAt().map(Instant::toString).orElse(""));
  }

  /** Whether it is good at this moment. */
  public boolean isGood(Instant now) {
    return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
  }

  /**
   * The same as it counts in a workspace that lets keys be no more than this: where its row says
   * longer, another that belongs to no transaction, so that nobody writes what was only looked at.
   */
  public ApiKey within(KeyBounds bounds) {
    return bounds
        .end(createdAt)
        .filter(end -> expiresAt == null || expiresAt.isAfter(end))
        .map(end -> new ApiKey(this, end))
        .orElse(this);
  }

  void revoke(Instant now) {
    revokedAt = now;
  }

  /** Ends it at this moment, unless it ends earlier anyway. */
  void endAt(Instant at) {
    if (expiresAt == null || expiresAt.isAfter(at)) {
      expiresAt = at;
    }
  }
}
