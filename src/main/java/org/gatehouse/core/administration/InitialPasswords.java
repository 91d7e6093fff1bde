package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordOwner;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.credential.password.Passwords;
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
  private final Passwords passwords;
  private final RandomToken random;

  @Inject
  InitialPasswords(PasswordPolicy policy, Passwords passwords, RandomToken random) {
    this.policy = policy;
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
  InitialPassword chosen(Password password, PasswordOwner owner) {
    policy.check(password, owner);
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
