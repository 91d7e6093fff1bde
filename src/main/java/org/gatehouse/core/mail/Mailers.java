package org.gatehouse.core.mail;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.TlsFiles;

/** Which way e-mails take. */
@Singleton
public class Mailers {
  /**
   * To the mail server of the settings, or into a folder.
   *
   * @throws InvalidSettings if the certificates to trust can't be read
   */
  @Produces
  @Singleton
  public Mailer mailer(Settings settings) {
    return settings
        .mail()
        .server()
        .<Mailer>map(
            server ->
                new SmtpMailer(
                    server,
                    settings.publicUrl().getHost(),
                    server.trust().map(file -> TlsFiles.trusting("GATEHOUSE_SMTP_TRUST", file))))
        .orElseGet(() -> new FolderMailer(settings.data().resolve("mail")));
  }
}
