package org.gatehouse.core.oauth.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.oauth.claims.RequestedClaims;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.session.AuthenticationContext;
import org.jspecify.annotations.Nullable;

/**
 * What a client was given within a login: a code, and all that comes of it. Its key is the {@code
 * grant_id} of the tokens.
 */
@Entity
@Table(name = "oauth_grant")
public class Grant {
  @Id private UUID id;

  @Column(name = "client_id")
  private UUID clientId;

  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "session_id")
  private UUID sessionId;

  private boolean offline;
  private String scope;
  private String audience;

  @Column(name = "id_token_claims")
  private String idTokenClaims;

  @Column(name = "userinfo_claims")
  private String userinfoClaims;

  private String amr;

  /**
   * Which demand was met in the login; empty where none was made, null where a version before has
   * written it.
   */
  private @Nullable String met;

  /** Whether the browser stood for the second factor, which the version before has no word for. */
  @Column(name = "by_trusted_device")
  private boolean byTrustedDevice;

  @Column(name = "authenticated_at")
  private @Nullable Instant authenticatedAt;

  @Column(name = "code_hash")
  private String codeHash;

  @Column(name = "code_expires_at")
  private Instant codeExpiresAt;

  @Column(name = "code_used_at")
  private @Nullable Instant codeUsedAt;

  @Column(name = "redirect_uri")
  private @Nullable String redirectUri;

  @Column(name = "code_challenge")
  private @Nullable String codeChallenge;

  private @Nullable String nonce;

  /** To which key the code is bound, then the refresh token of a client that has no secret. */
  @Column(name = "key_thumbprint")
  private @Nullable String keyThumbprint;

  @Column(name = "refresh_hash")
  private @Nullable String refreshHash;

  @Column(name = "replaced_hash")
  private @Nullable String replacedHash;

  @Column(name = "replaced_at")
  private @Nullable Instant replacedAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  /** When it was noticed that the login is over. */
  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  /** For JPA. */
  protected Grant() {}

  Grant(
      UUID clientId,
      Approval approval,
      CodeBinding binding,
      String codeHash,
      Instant now,
      Duration codeLifetime) {
    this.id = UUID.randomUUID();
    this.clientId = clientId;
    this.userId = approval.userId();
    this.sessionId = approval.sessionId();
    this.offline = approval.isOffline();
    this.scope = words(approval.scopes());
    this.audience = words(approval.audience());
    this.idTokenClaims = words(approval.claims().idToken());
    this.userinfoClaims = words(approval.claims().userinfo());
    this.amr = AuthenticationMethod.format(approval.authentication().methods());
    this.byTrustedDevice = approval.authentication().isByTrustedDevice();
    this.met =
        byTrustedDevice
            ? SecondFactorDemand.NOT_REQUIRED.word()
            : approval.authentication().met().map(SecondFactorDemand::word).orElse("");
    this.authenticatedAt = approval.authentication().at().orElse(null);
    this.codeHash = codeHash;
    this.codeExpiresAt = now.plus(codeLifetime);
    this.redirectUri = binding.redirectUri().orElse(null);
    this.codeChallenge = binding.challenge().orElse(null);
    this.nonce = binding.nonce().orElse(null);
    this.keyThumbprint = binding.key().orElse(null);
    this.createdAt = now;
    this.expiresAt = codeExpiresAt;
  }

  private static String words(Collection<String> words) {
    return String.join(" ", new TreeSet<>(words));
  }

  private static Set<String> words(String words) {
    return words.isEmpty() ? Set.of() : Set.of(words.split(" "));
  }

  /** The permanent key. */
  public UUID id() {
    return id;
  }

  /** Which client was given it. */
  public UUID clientId() {
    return clientId;
  }

  /** Who has given it. */
  public UUID userId() {
    return userId;
  }

  /** In which login. */
  public UUID sessionId() {
    return sessionId;
  }

  /** Whether it goes on when the login has ended. */
  public boolean isOffline() {
    return offline;
  }

  /** What the client may learn and do. */
  public Set<String> scopes() {
    return words(scope);
  }

  /** For whom its access tokens are. */
  public List<String> audience() {
    return List.of(audience.split(" "));
  }

  /** What the client wants to be told by name. */
  public RequestedClaims claims() {
    return new RequestedClaims(words(idTokenClaims), words(userinfoClaims));
  }

  /** How and when the person had shown who it is. */
  public AuthenticationContext authentication() {
    return new AuthenticationContext(
        AuthenticationMethod.parse(amr), Optional.ofNullable(authenticatedAt), false, met());
  }

  private Optional<SecondFactorDemand> met() {
    if (byTrustedDevice) {
      return Optional.of(SecondFactorDemand.TRUSTED_DEVICE);
    }
    return met == null
        ? Optional.of(AuthenticationMethod.parse(amr))
            .filter(shown -> !shown.isEmpty())
            .map(SecondFactorDemand::metBy)
        : SecondFactorDemand.of(met);
  }

  /** What the first ID token has to repeat. */
  public Optional<String> nonce() {
    return Optional.ofNullable(nonce);
  }

  /** When it was given. */
  public Instant createdAt() {
    return createdAt;
  }

  CodeBinding binding() {
    return new CodeBinding(
        Optional.ofNullable(redirectUri),
        Optional.ofNullable(codeChallenge),
        nonce(),
        Optional.ofNullable(keyThumbprint));
  }

  boolean isUsed() {
    return codeUsedAt != null;
  }

  boolean isCodeGood(Instant now) {
    return codeExpiresAt.isAfter(now);
  }

  /** Whether nothing that came of it is good any longer. */
  boolean isOver(Instant now) {
    return revokedAt != null || !expiresAt.isAfter(now);
  }

  boolean isRevoked() {
    return revokedAt != null;
  }

  boolean hasPresent(String refreshTokenHash) {
    return refreshTokenHash.equals(refreshHash);
  }

  /** Whether this token was replaced at this moment or later. */
  boolean hasReplaced(String refreshTokenHash, Instant since) {
    return refreshTokenHash.equals(replacedHash)
        && replacedAt != null
        && !replacedAt.isBefore(since);
  }
}
