package org.gatehouse.web.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/** An identity provider, as the list shows it. */
public record ProviderRow(IdentityProvider provider, Instant now, Texts texts) {
  private static final Duration WARNED_BEFORE = Duration.ofDays(30);

  /** Where its page is. */
  public String getUrl() {
    return IdentityProviderPage.address(provider.id());
  }

  /** The protocol. */
  public String getProtocol() {
    return texts.get("protocol." + provider.protocol().word());
  }

  /** When the last of its certificates expires; OpenID providers have none. */
  public Moment getExpiry() {
    return texts.moment(expiresAt());
  }

  /** Whether they have all expired. */
  public boolean isExpired() {
    return isWithin(expiresAt(), Duration.ZERO);
  }

  /** Whether that will be so soon. */
  public boolean isExpiring() {
    return !isExpired() && isWithin(expiresAt(), WARNED_BEFORE);
  }

  /** Whether somebody should look: something of it ends soon, or has. */
  boolean isEnding() {
    return isExpired() || isExpiring() || isOutdated() || isOutdating();
  }

  /** What was wrong when its metadata was last to be read; empty if nothing. */
  public String getProblem() {
    String rule = isSaml() ? provider.reading().problem() : "";
    // Some rules have a number in them, which nobody knows any longer.
    return rule.isEmpty() ? "" : texts.get(rule, "…");
  }

  /** The time after which nobody can log in with it, unless its metadata is replaced. */
  public Moment getOutdatedAt() {
    return texts.moment(outdatedAt());
  }

  /** Whether that is over. */
  public boolean isOutdated() {
    return isWithin(outdatedAt(), Duration.ZERO);
  }

  /** Whether that will be so soon. */
  public boolean isOutdating() {
    return !isOutdated() && isWithin(outdatedAt(), WARNED_BEFORE);
  }

  private Optional<Instant> outdatedAt() {
    return isSaml() ? provider.outdatedAt() : Optional.empty();
  }

  private boolean isWithin(Optional<Instant> end, Duration time) {
    return end.filter(moment -> !moment.isAfter(now.plus(time))).isPresent();
  }

  private Optional<Instant> expiresAt() {
    return isSaml()
        ? Optional.of(provider.saml().dates().certificateExpiresAt())
        : Optional.empty();
  }

  private boolean isSaml() {
    return provider.protocol() == Protocol.SAML;
  }
}
