package org.gatehouse.core.oauth.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** That a person lets a client have some scopes. */
@Entity
@Table(name = "oauth_consent")
public class Consent {
  @EmbeddedId private Key key;

  private String scope;

  @Column(name = "granted_at")
  private Instant grantedAt;

  /** For JPA. */
  protected Consent() {}

  Consent(Key key, Set<String> scopes, Instant now) {
    this.key = key;
    this.scope = String.join(" ", new TreeSet<>(scopes));
    this.grantedAt = now;
  }

  /** Which client. */
  public UUID clientId() {
    return key.clientId;
  }

  /** What it may have. */
  public Set<String> scopes() {
    return Set.of(scope.split(" "));
  }

  /** Who lets whom. */
  @Embeddable
  record Key(@Column(name = "user_id") UUID userId, @Column(name = "client_id") UUID clientId)
      implements Serializable {}
}
