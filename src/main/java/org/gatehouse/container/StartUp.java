package org.gatehouse.container;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.gatehouse.core.input.Conflict;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.installation.Claims;
import org.gatehouse.core.mail.Mailer;
import org.gatehouse.core.mail.Templates;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.secret.WrongMasterKey;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.signup.BootstrapWorkspace;
import org.gatehouse.core.token.SigningKeys;
import org.gatehouse.core.user.Roles;

/**
 * Starts Gatehouse: settings, tables, keys, the first workspace, housekeeping, mail; then says
 * where it is and how to begin. What is wrong is told in sentences, and nothing is served.
 */
@DataSourceDefinition(
    name = "java:app/jdbc/gatehouse",
    className = "org.gatehouse.container.ConfiguredDataSource",
    // The rest is Payara's own: without it, a connection that broke is handed out for ever.
    properties = {
      "settings=gatehouse",
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation"
    },
    minPoolSize = 2,
    initialPoolSize = 2,
    maxPoolSize = 20)
@DeclareRoles({
  Roles.USER,
  Roles.WORKSPACE_ADMINISTRATOR,
  Roles.SYSTEM_ADMINISTRATOR,
  Roles.PASSWORD_CHANGE,
  EnforcementCheck.ROLE
})
@WebListener
public class StartUp implements ServletContextListener {
  private static final Logger LOG = System.getLogger(StartUp.class.getName());

  @Resource(lookup = "java:app/jdbc/gatehouse")
  private DataSource database;

  @Inject private Instance<Settings> settings;
  @Inject private Instance<Templates> templates;
  @Inject private Instance<Mailer> mailer;
  @Inject private Instance<SigningKeys> keys;
  @Inject private Instance<Vault> vault;
  @Inject private Instance<Claims> claims;
  @Inject private Instance<BootstrapWorkspace> bootstrap;
  @Inject private Instance<Housekeeping> housekeeping;
  @Inject private Instance<PasswordResetMails> passwordResetMails;
  @Inject private Instance<Postman> postman;
  @Inject private Instance<Greeting> greeting;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    lookForNoSession(event.getServletContext());
    try {
      start(event.getServletContext().getContextPath());
    } catch (InvalidSettings | InvalidInput | Conflict | WrongMasterKey e) {
      LOG.log(Level.ERROR, e.getMessage());
      throw e;
    } catch (FlywayException e) {
      LOG.log(Level.ERROR, "The database can't be used: " + reason(e));
      throw e;
    }
  }

  /**
   * There is no HTTP session. WildFly looks for one in each request all the same, and fails where a
   * cookie of another application isn't ASCII; unless sessions are said to be those of TLS.
   */
  private static void lookForNoSession(ServletContext context) {
    try {
      context.setSessionTrackingModes(Set.of(SessionTrackingMode.SSL));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "This server looks for sessions among the cookies: {0}", e);
    }
  }

  private void start(String contextPath) {
    if (!contextPath.isEmpty()) {
      throw new InvalidSettings(
          List.of(
              "Gatehouse must be at the root of its host, not at "
                  + contextPath
                  + ": its cookies, its addresses at providers and those of its APIs are there. Deploy it with"
                  + " the context root /; the WAR itself says so to Payara and WildFly."));
    }
    // First, so that a mistake in them is what is told.
    settings.get();
    templates.get();
    mailer.get();
    Flyway.configure(StartUp.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        .javaMigrations(new PeopleAsWritten())
        .load()
        .migrate();
    new DataFolder(settings.get().data()).closeDatabase();
    keys.get().rotate();
    // From now on the forms of pages need no database.
    var unused = vault.get().fingerprint(FormTokenFilter.PURPOSE, "");
    Optional<String> code = claims.get().printableCode();
    bootstrap.get().run();
    housekeeping.get().begin();
    passwordResetMails.get().begin();
    postman.get().begin();
    greeting.get().whenReady(contextPath, code);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    LOG.log(Level.INFO, "Gatehouse has stopped.");
  }

  /** What the driver says, without what pool and Flyway wrap around it. */
  private static String reason(Throwable error) {
    return String.valueOf(
        Stream.iterate(error, Objects::nonNull, Throwable::getCause)
            .filter(SQLException.class::isInstance)
            .reduce((outer, inner) -> inner)
            .orElse(error)
            .getMessage());
  }
}
