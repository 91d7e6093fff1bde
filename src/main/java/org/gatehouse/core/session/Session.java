package org.gatehouse.core.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionSpan;
import org.gatehouse.core.user.User;
import org.jspecify.annotations.Nullable;

/** A login that lasts. Its key is the {@code sid} of the tokens issued in it. */
@Entity
@Table(name = "login_session")
public class Session {
  @Id private UUID id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "user_id")
  private User user;

  @Column(name = "user_agent")
  private String userAgent;

  private String address;
  private boolean remembered;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "last_seen_at")
  private Instant lastSeenAt;

  /** When it is over unless it is used before; no later than it expires or was ended. */
  @Column(name = "idle_until")
  private Instant idleUntil;

  private long generation;
  private String retirements;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  /** The key that opened it, if one did: the session ends with it. */
  @Column(name = "api_key_id")
  private @Nullable UUID apiKeyId;

  /** The identity provider that said who it is, if one did. */
  @Column(name = "provider_id")
  private @Nullable UUID providerId;

  @Column(name = "provider_source")
  private @Nullable String providerSource;

  /** Which methods of RFC 8176 were shown, apart by spaces. */
  private String amr;

  /**
   * Which demand was met when something else was shown than now; null where that is what counts.
   */
  private @Nullable String met;

  /**
   * Whether the browser stood for the second factor, and nobody has shown one since. Beside {@link
   * #met}: the version before must find no word there that it doesn't know.
   */
  @Column(name = "by_trusted_device")
  private boolean byTrustedDevice;

  @Column(name = "authenticated_at")
  private @Nullable Instant authenticatedAt;

  /** Whether it has no rank, whatever its user is: a key opened it that isn't for that. */
  @Column(name = "without_rank")
  private boolean withoutRank;

  /** For JPA. */
  protected Session() {}

  Session(User user, Client client, SessionOrigin origin, Instant now, SessionSpan span) {
    this.id = UUID.randomUUID();
    this.user = user;
    this.userAgent = client.userAgent();
    this.address = client.address();
    this.remembered = origin.remembered();
    this.createdAt = now;
    this.lastSeenAt = now;
    this.retirements = Generations.first().formatRetirements();
    Instant end = origin.end(now.plus(span.lifetime()));
    this.expiresAt = user.expiresAt().filter(end::isAfter).orElse(end);
    Instant left = now.plus(span.idle());
    this.idleUntil = left.isBefore(expiresAt) ? left : expiresAt;
    this.apiKeyId = origin.key().map(ApiKey::id).orElse(null);
    this.providerId = origin.provider().map(SessionOrigin.Provider::id).orElse(null);
    this.amr = AuthenticationMethod.format(origin.methods());
    this.byTrustedDevice = origin.byTrustedDevice();
    this.authenticatedAt = origin.authenticatedAt(now).orElse(null);
    this.withoutRank =
        origin.key().filter(key -> !key.scopes().contains(KeyScope.ADMINISTER)).isPresent();
    this.providerSource = origin.provider().map(SessionOrigin.Provider::source).orElse(null);
  }

  /** The permanent key. */
  public UUID id() {
    return id;
  }

  /** The user who is logged in. */
  public User user() {
    return user;
  }

  /** With which program, as it calls itself. */
  public String userAgent() {
    return userAgent;
  }

  /** From which address; empty if this installation doesn't keep them. */
  public String address() {
    return address;
  }

  /** Whether the person asked to be remembered. */
  public boolean isRemembered() {
    return remembered;
  }

  /** When it was opened. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it was last used, to the minute. */
  public Instant lastSeenAt() {
    return lastSeenAt;
  }

  /** Who said who it is: {@code local}, or the protocol of an identity provider. */
  public String source() {
    return providerSource == null ? Caller.LOCAL : providerSource;
  }

  /** How, and when, the person has shown who it is. */
  AuthenticationContext authenticationContext() {
    return new AuthenticationContext(
        AuthenticationMethod.parse(amr),
        Optional.ofNullable(authenticatedAt),
        apiKeyId != null,
        // Within a session that a provider has opened people may have shown a password of ours.
        Optional.of(met()).filter(any -> apiKeyId == null && providerSource == null));
  }

  private SecondFactorDemand met() {
    return byTrustedDevice ? shown().orStricter(SecondFactorDemand.TRUSTED_DEVICE) : shown();
  }

  private SecondFactorDemand shown() {
    SecondFactorDemand now = SecondFactorDemand.metBy(AuthenticationMethod.parse(amr));
    return Optional.ofNullable(met)
        .flatMap(SecondFactorDemand::of)
        .map(now::orStricter)
        .orElse(now);
  }

  /**
   * From now on the person has shown this, which is all that a login takes: the browser stands for
   * nothing any longer. What was enough stays so: whoever has shown a passkey may show a code
   * within the session.
   */
  void reauthenticated(Set<AuthenticationMethod> methods, Instant now) {
    met = shown().word();
    byTrustedDevice = false;
    amr = AuthenticationMethod.format(methods);
    authenticatedAt = now;
  }

  /** Whether whoever is in it has no rank, whatever the user is. */
  boolean isWithoutRank() {
    return withoutRank;
  }

  /** Which of its tokens count. */
  Generations generations() {
    return Generations.parse(generation, retirements);
  }

  /** When it ends by itself, however much it is used. */
  public Instant expiresAt() {
    return expiresAt;
  }
}
