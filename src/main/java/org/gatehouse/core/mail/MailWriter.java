package org.gatehouse.core.mail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.gatehouse.core.net.InternetName;
import org.gatehouse.core.settings.Settings;

/** Makes a message (RFC 5322) of an e-mail, as it will leave. */
@Singleton
public class MailWriter {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final Templates templates;
  private final Settings.Mail settings;

  /**
   * @param templates what e-mails look like
   * @param settings who they come from
   */
  @Inject
  public MailWriter(Templates templates, Settings settings) {
    this.templates = templates;
    this.settings = settings.mail();
  }

  /**
   * Writes it.
   *
   * @param id names the message for ever, so that who gets it twice can tell
   * @param at when it was put into the outbox
   */
  String write(UUID id, Mail mail, Instant at) {
    Templates.Rendered rendered = templates.render(mail);
    String domain = settings.from().substring(settings.from().indexOf('@') + 1);
    try {
      MimeMessage message = new Named("<" + id + "@" + domain + ">");
      message.setFrom(new InternetAddress(settings.from(), settings.fromName(), UTF_8));
      message.setRecipient(Message.RecipientType.TO, address(mail.to().address()));
      message.setSubject(rendered.subject(), UTF_8);
      message.setSentDate(Date.from(at));
      message.setContentLanguage(new String[] {rendered.language()});
      // No answers from programs that say somebody is on holiday (RFC 3834).
      message.setHeader("Auto-Submitted", "auto-generated");
      MimeMultipart alternatives = new MimeMultipart("alternative");
      alternatives.addBodyPart(part(rendered.text(), "plain"));
      alternatives.addBodyPart(part(rendered.html(), "html"));
      message.setContent(alternatives);
      message.saveChanges();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      message.writeTo(out);
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalStateException("The e-mail " + mail + " can't be written", e);
    }
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }

  /** Unparsed: whether the address is good, the mail server says. */
  private static InternetAddress address(String typed) {
    InternetAddress address = new InternetAddress();
    int at = typed.lastIndexOf('@') + 1;
    String domain = typed.substring(at);
    // As it was typed, where mail programs can read that.
    boolean plain = domain.chars().allMatch(letter -> letter < 0x80);
    address.setAddress(
        typed.substring(0, at) + (plain ? domain : InternetName.ascii(domain).orElse(domain)));
    return address;
  }

  /** A message with a name of our choice, not one that tells the name of the machine. */
  private static final class Named extends MimeMessage {
    /** One for all: to make one is to search all libraries. */
    private static final Session SESSION = Session.getInstance(properties());

    private final String id;

    Named(String id) {
      super(SESSION);
      this.id = id;
    }

    /** An address may have letters that aren't ASCII (RFC 6532); all else is encoded. */
    private static Properties properties() {
      Properties properties = new Properties();
      properties.setProperty("mail.mime.allowutf8", "true");
      return properties;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
