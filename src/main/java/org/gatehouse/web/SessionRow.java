package org.gatehouse.web;

import java.util.Optional;
import org.gatehouse.core.session.DeviceName;
import org.gatehouse.core.session.Session;

/** A session, as the page shows it. */
public record SessionRow(Session session, boolean current, Texts texts) {
  /** Program and system in words that people know, or what the program calls itself. */
  public String getDevice() {
    return DeviceName.of(session.userAgent());
  }

  /** The time at which it was opened. */
  public Moment created() {
    return texts.moment(Optional.of(session.createdAt()));
  }

  /** The time at which it was last used. */
  public Moment lastSeen() {
    return texts.moment(Optional.of(session.lastSeenAt()));
  }
}
