package org.gatehouse.boot;

import jakarta.annotation.security.DeclareRoles;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.gatehouse.core.audit.AuditSignatures;
import org.gatehouse.core.credential.passkey.Challenges;
import org.gatehouse.core.installation.InstallationClaim;
import org.gatehouse.core.mail.Mailer;
import org.gatehouse.core.mail.Templates;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.secret.WrongMasterKey;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.signup.BootstrapWorkspace;
import org.gatehouse.core.syslog.SendSyslog;
import org.gatehouse.core.token.SigningKeys;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.Outage;
import org.gatehouse.http.browser.FormTokenFilter;
import org.gatehouse.http.browser.PageTexts;
import org.gatehouse.security.GatehouseServerAuthModule;
import org.gatehouse.security.enforcement.EnforcementCheck;
import org.gatehouse.work.AuditDeliveries;
import org.gatehouse.work.AuditSeals;
import org.gatehouse.work.Housekeeping;
import org.gatehouse.work.Logouts;
import org.gatehouse.work.PasswordResetMails;
import org.gatehouse.work.Postman;

/**
 * Starts Gatehouse: settings, tables, keys, the first workspace, housekeeping, mail; then says
 * where it is and how to begin. What is wrong is told in sentences, and nothing is served.
 */
@DeclareRoles({
  Roles.USER,
  Roles.WORKSPACE_ADMINISTRATOR,
  Roles.SYSTEM_ADMINISTRATOR,
  Roles.PASSWORD_CHANGE,
  Permission.Role.READ_PEOPLE,
  Permission.Role.MANAGE_PEOPLE,
  Permission.Role.READ_AUDIT,
  Permission.Role.READ_SETTINGS,
  Permission.Role.READ_APPLICATIONS,
  Permission.Role.MANAGE_KEYS,
  Permission.Role.ADMINISTER_WORKSPACE,
  Permission.Role.ADMINISTER_INSTALLATION,
  EnforcementCheck.ROLE
})
@WebListener
public class StartUp implements ServletContextListener {
  private static final Logger LOG = System.getLogger(StartUp.class.getName());

  @Inject private Instance<GatehouseServerAuthModule> serverAuthModule;
  @Inject private Instance<Settings> settings;
  @Inject private Instance<Clock> clock;
  @Inject private Instance<Templates> templates;
  @Inject private Instance<PageTexts> pageTexts;
  @Inject private Instance<Mailer> mailer;
  @Inject private Instance<SigningKeys> keys;
  @Inject private Instance<Vault> vault;
  @Inject private Instance<InstallationClaim> claim;
  @Inject private Instance<BootstrapWorkspace> bootstrap;
  @Inject private Instance<Housekeeping> housekeeping;
  @Inject private Instance<PasswordResetMails> passwordResetMails;
  @Inject private Instance<Postman> postman;
  @Inject private Instance<AuditSeals> auditSeals;
  @Inject private Instance<SendSyslog> syslog;
  @Inject private Instance<AuditDeliveries> auditDeliveries;
  @Inject private Instance<Logouts> logouts;
  @Inject private Instance<Greeting> greeting;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    lookForNoSession(event.getServletContext());
    serverAuthModule.get().register(event.getServletContext());
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
    // First, so that a mistake in them is what is told.
    checkSettings(contextPath);
    templates.get();
    pageTexts.get();
    mailer.get();
    syslog.get();
    DataSource database = DatabaseServer.ownersDataSource(settings.get().database());
    Flyway.configure(StartUp.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        .javaMigrations(CodedMigration.all())
        .load()
        .migrate();
    compareClocks(database);
    new DataFolder(settings.get().data()).closeDatabase();
    keys.get().rotate();
    // From now on the forms of pages need no database, nor does the login page's passkey, nor what
    // signs an entry of the audit log.
    List.of(FormTokenFilter.PURPOSE, Challenges.PURPOSE, AuditSignatures.PURPOSE)
        .forEach(purpose -> vault.get().fingerprint(purpose, ""));
    auditSeals.get().begin();
    Optional<String> code = claim.get().printableCode();
    bootstrap.get().run();
    housekeeping.get().begin();
    passwordResetMails.get().begin();
    postman.get().begin();
    logouts.get().begin();
    auditDeliveries.get().begin();
    greeting.get().whenReady(contextPath, code);
  }

  private void compareClocks(DataSource database) {
    try {
      ClockComparison.warning(database, clock.get())
          .ifPresent(warning -> LOG.log(Level.WARNING, warning));
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The database doesn't tell its time: " + Outage.reason(e));
    }
  }

  /** What is wrong with the settings and with where the WAR is, all at once. */
  private void checkSettings(String contextPath) {
    List<String> mistakes = new ArrayList<>();
    if (!contextPath.isEmpty()) {
      mistakes.add(
          "Gatehouse must be at the root of its host, not at "
              + contextPath
              + ": its cookies, its addresses at providers and those of its APIs are there. Deploy it with"
              + " the context root /; the WAR itself says so to Payara and WildFly.");
    }
    try {
      settings.get();
    } catch (InvalidSettings e) {
      mistakes.addAll(e.mistakes());
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidSettings(mistakes);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    LOG.log(Level.INFO, "Gatehouse has stopped.");
  }
}
