package org.gatehouse.core.reset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** The tokens of mails to people who forgot their passwords: each is good once. */
@Singleton
class ResetTokens {
  /** Whoever has claimed a token for longer than that isn't coming back. */
  private static final Duration CLAIMED_FOR = Duration.ofSeconds(30);

  private final PasswordResets store;
  private final Users users;
  private final Passwords passwords;
  private final SignOnPolicies policies;
  private final Clock clock;

  @Inject
  ResetTokens(
      PasswordResets store,
      Users users,
      Passwords passwords,
      SignOnPolicies policies,
      Clock clock) {
    this.store = store;
    this.users = users;
    this.passwords = passwords;
    this.policies = policies;
    this.clock = clock;
  }

  /** For whom a token is good. */
  List<PasswordReset> good(String tokenHash) {
    return store.of(tokenHash, clock.instant()).stream().filter(this::isCurrent).toList();
  }

  private boolean isCurrent(PasswordReset reset) {
    return reset.isFor(reset.user())
        && !passwords.isChangedSince(reset.user().id(), reset.createdAt())
        && !policies.forbidsPassword(reset.user());
  }

  /**
   * Claims a token for somebody who is about to use it; of many at once one gets it.
   *
   * @return when, to {@link #release} it; nothing if somebody else has it
   */
  Optional<Instant> claim(String tokenHash) {
    // What the database keeps of a moment, to find it again.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return store.claim(tokenHash, now, now.minus(CLAIMED_FOR))
        ? Optional.of(now)
        : Optional.empty();
  }

  /** Gives back, unused, what was claimed at this moment. */
  void release(String tokenHash, Instant claimedAt) {
    store.release(tokenHash, claimedAt);
  }

  /**
   * Uses a token up, and all others of the user, in the transaction of the caller.
   *
   * @return the user, locked; nothing unless everything is still as it was when the token was
   *     looked at
   */
  Optional<User> use(String tokenHash, PasswordReset reset) {
    Optional<User> user =
        users
            .toBeChanged(reset.user())
            .filter(reset::isFor)
            .filter(known -> !passwords.isChangedSince(known.id(), reset.createdAt()))
            .filter(known -> store.use(tokenHash, clock.instant()));
    // Others may wait in the mailbox, good until now.
    user.ifPresent(known -> store.endOf(List.of(known), clock.instant()));
    return user;
  }
}
