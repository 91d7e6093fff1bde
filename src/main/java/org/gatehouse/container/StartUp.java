package org.gatehouse.container;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
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
    try {
      start(event.getServletContext().getContextPath());
    } catch (InvalidSettings | InvalidInput | Conflict | WrongMasterKey e) {
      LOG.log(Level.ERROR, e.getMessage());
      throw e;
    } catch (FlywayException e) {
      LOG.log(Level.ERROR, "The database can't be used: " + Outage.reason(e));
      throw e;
    }
  }

  private void start(String contextPath) {
    // First, so that a mistake in them is what is told.
    settings.get();
    templates.get();
    mailer.get();
    Flyway.configure(StartUp.class.getClassLoader())
        .dataSource(DatabaseServer.patientDataSource(settings.get().database()))
        .locations("classpath:db/migration")
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
}
