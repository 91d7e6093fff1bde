package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.password.PasswordOwner;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Users;

/** What the password policy has to know of somebody who is a user already. */
@Singleton
public class PasswordOwners {
  private final Users users;
  private final SecondFactor secondFactor;

  @Inject
  PasswordOwners(Users users, SecondFactor secondFactor) {
    this.users = users;
    this.secondFactor = secondFactor;
  }

  /** Somebody who changes the own password. */
  public PasswordOwner of(Caller caller) {
    return of(caller.userId());
  }

  /**
   * The user with this key.
   *
   * @throws IllegalStateException if there is none
   */
  public PasswordOwner of(UUID userId) {
    return users
        .withId(userId)
        .map(user -> PasswordOwner.of(user, secondFactor.isOn(userId)))
        .orElseThrow(() -> new IllegalStateException("user " + userId + " is nobody"));
  }
}
