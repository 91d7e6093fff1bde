package org.gatehouse.boot;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.util.List;
import org.hibernate.engine.jndi.JndiException;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatformProvider;

/** Finds the transaction manager of Payara or of WildFly for Hibernate. */
public class PortableJtaPlatform extends AbstractJtaPlatform implements JtaPlatformProvider {
  @Override
  public JtaPlatform getProvidedJtaPlatform() {
    return this;
  }

  @Override
  protected TransactionManager locateTransactionManager() {
    for (String name :
        List.of("java:appserver/TransactionManager", "java:jboss/TransactionManager")) {
      try {
        return (TransactionManager) jndiService().locate(name);
      } catch (JndiException notThisServer) {
        // The next one.
      }
    }
    throw new IllegalStateException("This server offers no transaction manager");
  }

  @Override
  protected UserTransaction locateUserTransaction() {
    return (UserTransaction) jndiService().locate("java:comp/UserTransaction");
  }
}
