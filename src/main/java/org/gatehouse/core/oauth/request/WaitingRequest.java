package org.gatehouse.core.oauth.request;

import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An authorization request that waits for somebody to log in or to answer. */
@Entity
@Table(name = "authorization_request")
public class WaitingRequest {
  private static final Set<String> ANEW = Set.of("max_age", "acr_values", "claims", "request");

  @Id
  @Column(name = "key_hash")
  private String keyHash;

  @Column(name = "client_id")
  private UUID clientId;

  private String issuer;
  private String parameters;
  private String scope;

  @Column(name = "login_hint")
  private String loginHint;

  @Column(name = "account_id")
  private @Nullable UUID accountId;

  private @Nullable Boolean consent;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For JPA. */
  protected WaitingRequest() {}

  WaitingRequest(String keyHash, UUID clientId, RequestText text, Instant now, Duration lifetime) {
    this.keyHash = keyHash;
    this.clientId = clientId;
    this.issuer = text.issuerPath();
    this.parameters = text.parameters();
    this.scope = String.join(" ", new TreeSet<>(text.scopes()));
    this.loginHint = text.loginHint();
    this.createdAt = now;
    this.expiresAt = now.plus(lifetime);
  }

  /** Which client has sent it. */
  public UUID clientId() {
    return clientId;
  }

  /** At which issuer. */
  public String issuerPath() {
    return issuer;
  }

  /** All of it, as it came. */
  public String parameters() {
    return parameters;
  }

  /** Where it wants to be answered, if it says so. */
  public Optional<String> redirectUri() {
    return Optional.ofNullable(
        MultivaluedMapUtils.getFirstValue(URLUtils.parseParameters(parameters), "redirect_uri"));
  }

  /**
   * Whether it may want people to show now who they are, or how strongly: it says how old a login
   * may be, wants one, or names claims or levels. What stands in a request object isn't read here.
   */
  public boolean mayAskAnew() {
    Map<String, List<String>> all = URLUtils.parseParameters(parameters);
    return ANEW.stream().anyMatch(all::containsKey)
        || all.getOrDefault("prompt", List.of()).stream()
            .anyMatch(words -> words.contains("login"));
  }

  /** What it is about. */
  public Set<String> scopes() {
    return scope.isEmpty() ? Set.of() : Set.of(scope.split(" "));
  }

  /** Whom the client expects, in words that people type; empty if it doesn't say. */
  public String loginHint() {
    return loginHint;
  }

  /** What was answered until now. */
  public Answers answers() {
    return new Answers(createdAt, Optional.ofNullable(accountId), Optional.ofNullable(consent));
  }
}
