package org.gatehouse.web.admin;

import java.util.List;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.User;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/**
 * A user, as the list shows it.
 *
 * @param secondFactor whether the user logs in with a second factor
 */
public record UserRow(User user, boolean secondFactor, Texts texts) {
  /** The words of the ranks below administrators. */
  public List<String> ranks() {
    return Rank.words(user.ranksBelowAdministrators());
  }

  /** When what is kept of the user goes, if the user is deleted. */
  public Moment eraseAt() {
    return texts.moment(user.eraseAt());
  }

  /** When the user last did something. */
  public Moment lastActivity() {
    return texts.moment(user.lastActivityAt());
  }
}
