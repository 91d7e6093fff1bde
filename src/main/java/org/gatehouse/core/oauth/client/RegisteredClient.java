package org.gatehouse.core.oauth.client;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.text.SearchText;
import org.jspecify.annotations.Nullable;

/** An application that may log people in through Gatehouse. Its key is its {@code client_id}. */
@Entity
@Table(name = "oauth_client")
public class RegisteredClient {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private @Nullable UUID workspaceId;

  @Column(name = "search_text")
  private String searchText;

  private String metadata;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "last_used_at")
  private @Nullable Instant lastUsedAt;

  @Version private long version;

  /** For JPA. */
  protected RegisteredClient() {}

  RegisteredClient(ClientOwner owner, ClientMetadata metadata, Instant now) {
    this.id = UUID.randomUUID();
    this.workspaceId = owner.workspaceId().orElse(null);
    // As exact as the database keeps it, so that it is the same when it is read again.
    this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
    write(metadata);
  }

  /** The permanent key. */
  public UUID id() {
    return id;
  }

  /** What it calls itself in requests (RFC 6749, 2.2). */
  public String clientId() {
    return id.toString();
  }

  /** Whose it is. */
  public ClientOwner owner() {
    return new ClientOwner(Optional.ofNullable(workspaceId));
  }

  /** What is known of it. */
  public ClientMetadata metadata() {
    return ClientMetadata.parse(metadata);
  }

  /** When it was registered. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it last got a token, to the minute; nothing if it never did. */
  public Optional<Instant> lastUsedAt() {
    return Optional.ofNullable(lastUsedAt);
  }

  /** From now on it is like this. */
  void change(ClientMetadata to) {
    write(to);
  }

  private void write(ClientMetadata to) {
    metadata = to.toString();
    searchText = SearchText.of(to.name(), id.toString());
  }
}
