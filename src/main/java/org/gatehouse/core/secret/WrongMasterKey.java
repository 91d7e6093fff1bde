package org.gatehouse.core.secret;

/**
 * Says that a stored secret doesn't open: the master key isn't the one the database was filled
 * with.
 */
public final class WrongMasterKey extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongMasterKey() {
    super(
        "The master key doesn't open what this database holds. Start with the GATEHOUSE_MASTER_KEY"
            + " (or the master.key file) that it was filled with, or name that one in"
            + " GATEHOUSE_MASTER_KEY_OLD to change it.",
        null,
        false,
        false);
  }
}
