package org.gatehouse.boot;

import java.sql.Connection;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A connection as the only resource of a transaction: committed or rolled back when the transaction
 * is, and given back to the pool then. There is nothing else to be in step with, so it can't be
 * prepared (JTA 2.0, 3.4).
 */
final class EnlistedConnection implements XAResource {
  private final Connection connection;
  private final Runnable afterwards;

  /**
   * @param connection to become a part of the transaction
   * @param afterwards what to do when it is none any longer
   */
  EnlistedConnection(Connection connection, Runnable afterwards) throws SQLException {
    this.connection = connection;
    this.afterwards = afterwards;
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    try {
      connection.commit();
    } catch (SQLException e) {
      var failure = new XAException(XAException.XA_RBROLLBACK);
      failure.initCause(e);
      throw failure;
    } finally {
      release();
    }
  }

  @Override
  public void rollback(Xid xid) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // Without a connection the database does it by itself. Payara would try again for ever.
    } finally {
      release();
    }
  }

  /** Gives the connection back; the pool sets it to what new ones have, or drops a broken one. */
  void release() {
    afterwards.run();
    try {
      connection.close();
    } catch (SQLException e) {
      // It is the pool's now, whatever came of it.
    }
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    throw new XAException(XAException.XAER_PROTO);
  }

  @Override
  public boolean isSameRM(XAResource other) {
    return other == this;
  }

  @Override
  public void start(Xid xid, int flags) {
    // It has begun with the first statement.
  }

  @Override
  public void end(Xid xid, int flags) {
    // Commit or rollback follow.
  }

  @Override
  public void forget(Xid xid) {
    // There is nothing to remember.
  }

  @Override
  public Xid[] recover(int flag) {
    return new Xid[0];
  }

  @Override
  public int getTransactionTimeout() {
    return 0;
  }

  @Override
  public boolean setTransactionTimeout(int seconds) {
    return false;
  }
}
