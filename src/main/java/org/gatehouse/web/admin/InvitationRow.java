package org.gatehouse.web.admin;

import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.invitation.Invitation;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/**
 * An invitation, as the pages show it.
 *
 * @param now when the page is made
 */
public record InvitationRow(Invitation invitation, Instant now, Texts texts) {
  /** When the mail was written. */
  public Moment sent() {
    return texts.moment(Optional.of(invitation.createdAt()));
  }

  /** Until when it can be accepted. */
  public Moment until() {
    return texts.moment(Optional.of(invitation.expiresAt()));
  }

  /** Whether it can be accepted no longer. */
  public boolean expired() {
    return !invitation.expiresAt().isAfter(now);
  }
}
