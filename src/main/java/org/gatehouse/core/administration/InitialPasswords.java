package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordOwner;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.policy.RecentPolicies;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.secret.RandomToken;

/**
 * Passwords that administrators give to people, who have to change them. They are hashed here, so
 * outside of a transaction.
 */
@Singleton
class InitialPasswords {
  private static final int GROUPS = 4;

  private final PasswordPolicy policy;
  private final RecentPolicies policies;
  private final Passwords passwords;
  private final RandomToken random;

  @Inject
  InitialPasswords(
      PasswordPolicy policy, RecentPolicies policies, Passwords passwords, RandomToken random) {
    this.policy = policy;
    this.policies = policies;
    this.passwords = passwords;
    this.random = random;
  }

  /**
   * Makes one.
   *
   * @throws Busy if too many passwords are being hashed
   */
  InitialPassword make() {
    String made = random.readable(GROUPS);
    return new InitialPassword(passwords.hash(new Password(made)), Optional.of(made));
  }

  /**
   * Takes one that the administrator has chosen.
   *
   * @throws InvalidInput if it is against the policy
   * @throws Busy as above
   */
  InitialPassword chosen(UUID workspaceId, Password password, PasswordOwner owner) {
    policy.check(password, owner.atLeast(policies.passwordMinimum(workspaceId)));
    return new InitialPassword(passwords.hash(password), Optional.empty());
  }

  /**
   * Such a password.
   *
   * @param hashed to be stored
   * @param made to be shown once, if it was made
   */
  record InitialPassword(HashedPassword hashed, Optional<String> made) {
    @Override
    public String toString() {
      return "InitialPassword";
    }
  }
}
