package org.gatehouse.boot;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gatehouse.core.installation.InstallationClaim;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.security.enforcement.EnforcementCheck;

/**
 * Says where Gatehouse is and how to begin, as soon as it can be reached: a server goes on starting
 * when it has started us.
 */
@Singleton
public class Greeting {
  private static final Logger LOG = System.getLogger(Greeting.class.getName());
  private static final long MILLIS_BETWEEN = 500;
  private static final int TRIES = 240;

  /** How many have failed when whoever waits is told why nothing happens. */
  private static final int TRIES_UNTOLD = 40;

  private static final String LINK = "setup-link";

  private final Settings settings;
  private final InstallationClaim claim;
  private final EnforcementCheck enforcementCheck;

  @Resource private ManagedScheduledExecutorService executor;

  @Inject
  Greeting(Settings settings, InstallationClaim claim, EnforcementCheck enforcementCheck) {
    this.settings = settings;
    this.claim = claim;
    this.enforcementCheck = enforcementCheck;
  }

  /**
   * Greets once the server answers.
   *
   * @param contextPath where Gatehouse is on it
   * @param setupCode for whoever is to administer the installation
   */
  void whenReady(String contextPath, Optional<String> setupCode) {
    tryLater(contextPath, setupCode, TRIES);
  }

  private void tryLater(String contextPath, Optional<String> setupCode, int tries) {
    Runnable next =
        () -> {
          try {
            tryNow(contextPath, setupCode, tries);
          } catch (RuntimeException e) {
            // Nobody else would tell that the greeting, and the code in it, is missing.
            LOG.log(Level.ERROR, "Gatehouse has started, but can't greet yet", e);
            if (tries > 0) {
              tryLater(contextPath, setupCode, tries - 1);
            }
          }
        };
    var unused = executor.schedule(next, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
  }

  private void tryNow(String contextPath, Optional<String> setupCode, int tries) {
    boolean judged = enforcementCheck.isJudgedAtStart(contextPath);
    if (judged && enforcementCheck.isEnforced()) {
      LOG.log(Level.INFO, text("Gatehouse is ready.", setupCode));
    } else if (!judged && tries > 0) {
      if (tries == TRIES - TRIES_UNTOLD) {
        LOG.log(
            Level.WARNING,
            "Port {0} doesn''t answer as this Gatehouse. Perhaps the server is still starting, another"
                + " program has the port, or GATEHOUSE_PORT isn''t the server''s.",
            Integer.toString(settings.port()));
      }
      tryLater(contextPath, setupCode, tries - 1);
    } else if (!judged) {
      LOG.log(Level.INFO, text("Gatehouse has started, on another port.", setupCode));
    }
  }

  private String mail() {
    return settings
        .mail()
        .server()
        .map(server -> server.host() + ":" + server.port())
        .orElse("files in " + settings.data().resolve("mail"));
  }

  private String text(String first, Optional<String> setupCode) {
    StringBuilder text = new StringBuilder(first).append("\n\n");
    text.append("  Address   ").append(settings.publicUrl()).append('\n');
    text.append("  Database  ").append(settings.database()).append('\n');
    text.append("  Data      ").append(settings.data()).append('\n');
    text.append("  Mail      ").append(mail()).append('\n');
    setupCode
        .filter(code -> claim.isOpen())
        .ifPresentOrElse(
            code -> text.append(invitation(settings.publicUrl() + "/signup?code=" + code)),
            () -> data().remove(LINK));
    return text.toString();
  }

  /** To a file, as many may read a log; to whoever tries Gatehouse out also here. */
  private String invitation(String link) {
    Path file = data().write(LINK, link + "\n");
    boolean shown = settings.signUp().claimedAtTheMachine();
    return "\n  Nobody administers this installation yet. Sign up your workspace "
        + (shown ? "here:\n  " + link : "by the link in this file:\n  " + file)
        + "\n  The link works once; whoever uses it"
        + (shown ? ", or signs up first on this very machine," : "")
        + "\n  becomes the system administrator.\n";
  }

  private DataFolder data() {
    return new DataFolder(settings.data());
  }
}
