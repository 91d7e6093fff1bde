package org.gatehouse.core.database;

import jakarta.persistence.PersistenceException;
import org.hibernate.exception.ConstraintViolationException;

/** Tells apart what the database refuses because there is one already from what it can't do. */
public final class Duplicates {
  private Duplicates() {}

  /** Whether a constraint was broken: a unique key, as no other is left to the database alone. */
  public static boolean areWhy(PersistenceException failure) {
    return failure instanceof ConstraintViolationException
        || failure.getCause() instanceof ConstraintViolationException;
  }
}
