package org.gatehouse.core.audit.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** How entries of the audit log are brought outside. */
public enum DeliveryKind {
  /** To the webhook of a workspace, which gets its part; given up where nobody takes it. */
  WEBHOOK(50, true),
  /** To the syslog server of the installation, which gets all of it, however late. */
  SYSLOG(500, false);

  private final int batch;
  private final boolean givenUp;

  /**
   * @param batch how many entries go at once
   * @param givenUp whether that ends where they don't get there for long
   */
  DeliveryKind(int batch, boolean givenUp) {
    this.batch = batch;
    this.givenUp = givenUp;
  }

  int batch() {
    return batch;
  }

  boolean isGivenUp() {
    return givenUp;
  }

  /** Whose entries go to one of this kind; everybody's if nothing. */
  Optional<UUID> workspace(UUID id) {
    return this == WEBHOOK ? Optional.of(id) : Optional.empty();
  }

  /** The word in the database and in metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
