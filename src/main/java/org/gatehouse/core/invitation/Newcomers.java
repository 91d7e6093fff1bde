package org.gatehouse.core.invitation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.signon.LinkedIdentities;
import org.gatehouse.core.user.User;

/**
 * Whom an invitation is for: people who have nothing yet. For anybody else its link would be a way
 * past what they have: it asks for no second factor, and replaces a confirmed address.
 */
@Singleton
class Newcomers {
  private final Passwords passwords;
  private final SecondFactor secondFactor;
  private final LinkedIdentities identities;
  private final SignOnPolicies policies;
  private final Clock clock;

  @Inject
  Newcomers(
      Passwords passwords,
      SecondFactor secondFactor,
      LinkedIdentities identities,
      SignOnPolicies policies,
      Clock clock) {
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.identities = identities;
    this.policies = policies;
    this.clock = clock;
  }

  /** Why it isn't for this user, who should be locked; nothing if it is. */
  Optional<InvitationRule> obstacle(User user) {
    if (!user.mayLogIn(clock.instant())) {
      return Optional.of(InvitationRule.MAY_NOT_LOG_IN);
    }
    if (passwords.setAt(user.id()).isPresent()) {
      return Optional.of(InvitationRule.HAS_PASSWORD);
    }
    if (policies.forbidsPassword(user)) {
      return Optional.of(InvitationRule.SIGN_ON_REQUIRED);
    }
    return user.confirmedEmail().isPresent() || secondFactor.isOn(user.id()) || isLinked(user)
        ? Optional.of(InvitationRule.ESTABLISHED)
        : Optional.empty();
  }

  /**
   * Whether this user can come in by another way than an invitation, which is worth nothing then.
   */
  boolean hasComeIn(User user) {
    return passwords.setAt(user.id()).isPresent() || isLinked(user);
  }

  private boolean isLinked(User user) {
    return !identities.ofUser(user.id()).isEmpty();
  }
}
