package org.gatehouse.core.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.util.function.BooleanSupplier;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.Rule;
import org.hibernate.exception.ConstraintViolationException;

/** Tells apart what the database refuses because there is one already from what it can't do. */
public final class Duplicates {
  private Duplicates() {}

  /** Whether a constraint was broken: a unique key, as no other is left to the database alone. */
  public static boolean areWhy(PersistenceException failure) {
    return failure instanceof ConstraintViolationException
        || failure.getCause() instanceof ConstraintViolationException;
  }

  /**
   * Adds a row, in the transaction of the caller.
   *
   * @throws Conflict by this rule if there is one already
   */
  public static void addNew(EntityManager entityManager, Object row, Rule ifThere) {
    try {
      entityManager.persist(row);
      entityManager.flush();
    } catch (PersistenceException e) {
      if (areWhy(e)) {
        throw new Conflict(ifThere);
      }
      throw e;
    }
  }

  /**
   * Adds a row of which there can be one only, unless somebody else was first.
   *
   * @param add in a transaction of its own, which fails where there is one
   * @param isThere looks again; where there is none, something else has failed, and is thrown
   * @return whether it was added
   */
  public static boolean addUnlessThere(Runnable add, BooleanSupplier isThere) {
    return tryToAdd(
        () -> {
          add.run();
          return true;
        },
        isThere);
  }

  /**
   * The same where adding looks by itself, so that it fails only if two are at it at once.
   *
   * @param add answers whether it has added it
   */
  public static boolean tryToAdd(BooleanSupplier add, BooleanSupplier isThere) {
    try {
      return add.getAsBoolean();
    } catch (PersistenceException | TransactionalException e) {
      if (isThere.getAsBoolean()) {
        return false;
      }
      throw e;
    }
  }
}
