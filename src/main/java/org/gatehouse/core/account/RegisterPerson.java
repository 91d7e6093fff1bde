package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Consumer;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * Adds people who log in with a password, and asks them to confirm their address, or is about to
 * let them do both. To be called within the transaction of the use case.
 */
@Singleton
public class RegisterPerson {
  private final Users users;
  private final Passwords passwords;
  private final Addresses addresses;
  private final Clock clock;

  @Inject
  RegisterPerson(Users users, Passwords passwords, Addresses addresses, Clock clock) {
    this.users = users;
    this.passwords = passwords;
    this.addresses = addresses;
    this.clock = clock;
  }

  /**
   * Adds somebody who has chosen the password.
   *
   * @param rank gives the user the rank to begin with
   * @param client tells the language that the person likes best, if any
   * @throws Conflict if the name is taken
   */
  public User register(
      NewPerson person, Consumer<User> rank, HashedPassword password, Client client) {
    User user = add(person, rank);
    passwords.set(user.id(), password);
    addresses.ask(user, client);
    return user;
  }

  /**
   * Adds somebody whose password others know: it has to be changed at the first login.
   *
   * @param rank gives the user the rank to begin with
   * @throws Conflict if the name is taken
   */
  public User registerFor(NewPerson person, Consumer<User> rank, HashedPassword password) {
    User user = add(person, rank);
    passwords.setInitial(user.id(), password);
    addresses.ask(user);
    return user;
  }

  /**
   * Adds somebody who has no password yet: the link of an invitation sets it, and confirms the
   * address.
   *
   * @param rank gives the user the rank to begin with
   * @throws Conflict if the name is taken
   */
  public User registerWithoutPassword(NewPerson person, Consumer<User> rank) {
    return add(person, rank);
  }

  private User add(NewPerson person, Consumer<User> rank) {
    User user =
        new User(
            person.workspace(),
            person.name(),
            person.email(),
            person.displayName().orElseGet(() -> DisplayName.of(person.name())),
            clock.instant());
    rank.accept(user);
    users.add(user);
    return user;
  }
}
