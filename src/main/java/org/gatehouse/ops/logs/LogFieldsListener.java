package org.gatehouse.ops.logs;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Puts {@link LogFields} before the handlers of a server that doesn't know the context of lines.
 */
@WebListener
public class LogFieldsListener implements ServletContextListener {
  /** Kept: a logger that nobody holds is forgotten with its handlers. */
  private static final Logger OURS = Logger.getLogger("org.gatehouse");

  private final LogFields fields = new LogFields();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    // JBoss' log manager, which is WildFly's, writes the context of any line.
    if (!LogManager.getLogManager().getClass().getName().startsWith("org.jboss.")) {
      OURS.addHandler(fields);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    OURS.removeHandler(fields);
  }
}
