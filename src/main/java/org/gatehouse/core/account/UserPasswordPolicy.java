package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordJudgement;
import org.gatehouse.core.credential.password.PasswordOwner;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.policy.RecentPolicies;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Users;

/** The password policy for somebody who is a user already. */
@Singleton
public class UserPasswordPolicy {
  private final PasswordPolicy policy;
  private final Users users;
  private final SecondFactor secondFactor;
  private final RecentPolicies policies;

  @Inject
  UserPasswordPolicy(
      PasswordPolicy policy, Users users, SecondFactor secondFactor, RecentPolicies policies) {
    this.policy = policy;
    this.users = users;
    this.secondFactor = secondFactor;
    this.policies = policies;
  }

  /**
   * Lets a password pass that the user with this key may have.
   *
   * @throws InvalidInput if it is against the policy
   * @throws IllegalStateException if there is no such user
   */
  public void check(UUID userId, Password password) {
    policy.check(password, owner(userId));
  }

  /** How good a password would be for who is logged in. */
  public PasswordJudgement judge(Caller caller, Password password) {
    return policy.judge(password, owner(caller.userId()));
  }

  /** The shortest new password for who is logged in, in characters. */
  public int minimumLength(Caller caller) {
    return Math.max(
        policy.minimumLength(secondFactor.isOn(caller.userId())),
        policies.passwordMinimum(caller.workspaceId()));
  }

  private PasswordOwner owner(UUID userId) {
    return users
        .withId(userId)
        .map(
            user ->
                PasswordOwner.of(user, secondFactor.isOn(userId))
                    .atLeast(policies.passwordMinimum(user.workspace().id())))
        .orElseThrow(() -> new IllegalStateException("user " + userId + " is nobody"));
  }
}
