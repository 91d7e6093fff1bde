package org.gatehouse.core.administration;

import java.util.Optional;
import org.gatehouse.core.user.User;

/**
 * A user that was added.
 *
 * @param user who
 * @param madePassword the initial password, to be shown once, if one was made
 */
public record AddedUser(User user, Optional<String> madePassword) {
  @Override
  public String toString() {
    return "AddedUser[" + user.id() + "]";
  }
}
