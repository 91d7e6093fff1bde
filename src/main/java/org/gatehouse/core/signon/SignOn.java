package org.gatehouse.core.signon;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.provider.IdentityProvider;
import org.jspecify.annotations.Nullable;

/** A login under way at a provider: from our request to what became of its answer. */
@Entity
@Table(name = "sign_on")
public class SignOn {
  /** How long people may take at the provider. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  @Id
  @Column(name = "handle_hash")
  private String handleHash;

  @Column(name = "request_id")
  private String requestId;

  @ManyToOne(optional = false)
  @JoinColumn(name = "provider_id")
  private IdentityProvider provider;

  @Enumerated(EnumType.STRING)
  private Purpose purpose;

  @Column(name = "user_id")
  private @Nullable UUID userId;

  @Column(name = "browser_hash")
  private String browserHash;

  @Column(name = "return_to")
  private String returnTo;

  private boolean anew;

  @Column(name = "sealed_secret")
  private String sealedSecret;

  @Column(name = "began_at")
  private Instant beganAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "answered_at")
  private @Nullable Instant answeredAt;

  @Column(name = "arrival_hash")
  private @Nullable String arrivalHash;

  @Column(name = "sealed_answer")
  private @Nullable String sealedAnswer;

  /** For JPA. */
  protected SignOn() {}

  SignOn(
      String handleHash,
      String requestId,
      IdentityProvider provider,
      SignOnPlan plan,
      String browserHash,
      String sealedSecret,
      Instant now) {
    this.handleHash = handleHash;
    this.requestId = requestId;
    this.provider = provider;
    this.purpose = plan.purpose();
    this.userId = plan.userId().orElse(null);
    this.browserHash = browserHash;
    this.returnTo = plan.returnTo();
    this.anew = plan.anew() || provider.isAlwaysAnew();
    this.sealedSecret = sealedSecret;
    this.beganAt = now;
    this.expiresAt = now.plus(LIFETIME);
  }

  String handleHash() {
    return handleHash;
  }

  /** What an answer must name as what it answers: the ID of a SAML request. */
  public String requestId() {
    return requestId;
  }

  /** At which provider. */
  public IdentityProvider provider() {
    return provider;
  }

  /** The purpose of this sign-on. */
  public Purpose purpose() {
    return purpose;
  }

  /** The user who began it, where that is known. */
  public Optional<UUID> userId() {
    return Optional.ofNullable(userId);
  }

  /** Where the person wants to go after it; empty for the start page. */
  public String returnTo() {
    return returnTo;
  }

  /** Whether the provider must have asked the person anew, after {@link #beganAt}. */
  public boolean isAnew() {
    return anew;
  }

  /** When the person was sent to the provider. */
  public Instant beganAt() {
    return beganAt;
  }

  boolean isOf(String browser) {
    return browserHash.equals(browser);
  }

  String sealedSecret() {
    return sealedSecret;
  }

  Optional<String> sealedAnswer() {
    return Optional.ofNullable(sealedAnswer);
  }
}
