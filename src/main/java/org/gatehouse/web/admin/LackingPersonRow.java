package org.gatehouse.web.admin;

import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.administration.FindLackingPeople.LackingPerson;
import org.gatehouse.core.user.User;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/** Somebody who lacks what is demanded, as the page shows it. */
public record LackingPersonRow(LackingPerson person, Instant now, Texts texts) {
  /** Who. */
  public User getUser() {
    return person.user();
  }

  /** When the grace ends. */
  public Moment getGraceEnds() {
    return texts.moment(Optional.of(person.graceEnds()));
  }

  /** Whether it has. */
  public boolean isOver() {
    return !person.graceEnds().isAfter(now);
  }
}
