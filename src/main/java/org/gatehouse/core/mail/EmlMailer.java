package org.gatehouse.core.mail;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.gatehouse.core.settings.Settings;

/**
 * Writes each letter as an {@code .eml} file (RFC 5322) into the folder {@code mail} of the data
 * folder, where any mail program opens it.
 */
@Singleton
public class EmlMailer implements Mailer {
  private static final Logger LOG = System.getLogger(EmlMailer.class.getName());

  private final Path folder;
  private final String from;
  private final Clock clock;

  /**
   * @param settings where the data folder is
   * @param clock what time it is
   */
  @Inject
  public EmlMailer(Settings settings, Clock clock) {
    this.folder = settings.data().resolve("mail");
    this.from = "gatehouse@" + settings.publicUrl().getHost();
    this.clock = clock;
  }

  /** Sends what a use case fired, once its transaction has succeeded. */
  void onMail(@Observes(during = TransactionPhase.AFTER_SUCCESS) Mail mail) {
    send(mail);
  }

  @Override
  public void send(Mail mail) {
    try {
      Files.createDirectories(folder);
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
      message.setFrom(new InternetAddress(from, "Gatehouse", StandardCharsets.UTF_8.name()));
      message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
      message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
      message.setText(mail.text(), StandardCharsets.UTF_8.name());
      message.setSentDate(Date.from(clock.instant()));
      Path file = folder.resolve(clock.millis() + "-" + UUID.randomUUID() + ".eml");
      try (OutputStream out = Files.newOutputStream(file)) {
        message.writeTo(out);
      }
      LOG.log(Level.INFO, "Mail \"{0}\" is in {1}", mail.subject(), file);
    } catch (IOException | MessagingException e) {
      // The change it tells of is committed: say loudly that nobody was told.
      LOG.log(Level.ERROR, "Mail \"" + mail.subject() + "\" could not be written to " + folder, e);
    }
  }
}
