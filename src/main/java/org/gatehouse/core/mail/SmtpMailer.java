package org.gatehouse.core.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.gatehouse.core.mail.NotDelivered.Reason;
import org.gatehouse.core.settings.Settings.MailAccount;
import org.gatehouse.core.settings.Settings.MailSecurity;
import org.gatehouse.core.settings.Settings.MailServer;
import org.jspecify.annotations.Nullable;

/**
 * Hands e-mails to a mail server (RFC 5321, 6409) on a connection that is encrypted, and whose
 * other end has proven its name, before anything is said; one connection an e-mail.
 */
final class SmtpMailer implements Mailer {
  private static final Logger LOG = System.getLogger(SmtpMailer.class.getName());
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration REPLY = Duration.ofSeconds(30);

  /** What a server says begins with three digits (RFC 5321, 4.2). */
  private static final Pattern REPLY_CODE =
      Pattern.compile("([2-5][0-9]{2})[ -].*", Pattern.DOTALL);

  private static final Pattern SENSIBLE =
      Pattern.compile("(?:\"[^\\p{C}]+\"|[^\\s\\p{C}@<>\",;:]+)@[^\\s\\p{C}@<>\",;:\\[\\]]+");

  private static final Pattern STRAY_DOT =
      Pattern.compile("^((?:\\.[^\"]*|[^\"]*\\.\\.[^\"]*|[^\"]*\\.))@");

  private final MailServer server;
  private final Properties properties;

  /**
   * @param server where it is, and who we are there
   * @param ownName how we introduce ourselves
   * @param trusted whom to believe the server's name; empty for those that the JVM trusts
   */
  SmtpMailer(MailServer server, String ownName, Optional<SSLSocketFactory> trusted) {
    this.server = server;
    this.properties = properties(server, ownName);
    trusted.ifPresent(sockets -> properties.put("mail.smtp.ssl.socketFactory", sockets));
  }

  private static Properties properties(MailServer server, String ownName) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.localhost", ownName);
    properties.setProperty("mail.smtp.connectiontimeout", Long.toString(CONNECT.toMillis()));
    properties.setProperty("mail.smtp.timeout", Long.toString(REPLY.toMillis()));
    properties.setProperty("mail.smtp.writetimeout", Long.toString(REPLY.toMillis()));
    properties.setProperty("mail.smtp.auth", Boolean.toString(server.account().isPresent()));
    boolean startTls = server.security() == MailSecurity.STARTTLS;
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
    properties.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(server.security() == MailSecurity.TLS));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    // A connection that our trust refuses is not tried again with anybody else's.
    properties.setProperty("mail.smtp.socketFactory.fallback", "false");
    return properties;
  }

  @Override
  public void send(UUID id, Instant at, String message) throws NotDelivered {
    Transport transport = null;
    try {
      MimeMessage mail = mail(message);
      Address[] recipients = recipients(mail);
      transport = mail.getSession().getTransport("smtp");
      transport.connect(
          server.host(),
          server.port(),
          server.account().map(MailAccount::user).orElse(null),
          server.account().map(MailAccount::password).orElse(null));
      transport.sendMessage(mail, recipients);
    } catch (SendFailedException e) {
      throw new NotDelivered(reason(e), said(e), e);
    } catch (MessagingException e) {
      throw new NotDelivered(Reason.UNREACHABLE, said(e), e);
    } finally {
      close(transport);
    }
  }

  private MimeMessage mail(String message) throws MessagingException {
    Properties own = new Properties();
    own.putAll(properties);
    boolean isAscii = StandardCharsets.US_ASCII.newEncoder().canEncode(message);
    // Only where it must be: not every server passes such an e-mail on (RFC 6531).
    own.setProperty("mail.mime.allowutf8", Boolean.toString(!isAscii));
    return new MimeMessage(
        Session.getInstance(own),
        new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Whom it is for. Jakarta Mail's own idea of an address has no underscores in it. Dots where no
   * atom ends are written in quotes (RFC 5321, 4.1.2), which say the same. An address that makes no
   * sense says nothing about the server; no later attempt mends it.
   */
  private static Address[] recipients(MimeMessage mail) throws MessagingException, NotDelivered {
    InternetAddress[] recipients = InternetAddress.parseHeader(mail.getHeader("To", ","), false);
    for (InternetAddress recipient : recipients) {
      String address = recipient.getAddress();
      if (!SENSIBLE.matcher(address).matches()) {
        AddressException nonsense = new AddressException("This is no address");
        throw new NotDelivered(Reason.REJECTED, said(nonsense), nonsense);
      }
      recipient.setAddress(STRAY_DOT.matcher(address).replaceFirst("\"$1\"@"));
    }
    return recipients;
  }

  /**
   * A recipient is rejected by a 5xx to the address, but not by one about ourselves (x3x, RFC 4954:
   * authentication). All else may be mended at the server or in our settings.
   */
  private static Reason reason(SendFailedException error) {
    Address[] invalid = error.getInvalidAddresses();
    boolean rejected =
        invalid != null && invalid.length > 0 && said(error).matches("(?s)5[^3][0-9][ -].*");
    return rejected ? Reason.REJECTED : Reason.NOT_NOW;
  }

  /** The answer of the server, or else what went wrong last. */
  private static String said(MessagingException error) {
    return causes(error)
        .map(cause -> Objects.requireNonNullElse(cause.getMessage(), ""))
        .map(REPLY_CODE::matcher)
        .filter(Matcher::matches)
        .map(Matcher::group)
        .findFirst()
        .orElseGet(
            () ->
                causes(error)
                    .reduce((outer, inner) -> inner)
                    .map(Throwable::toString)
                    .orElse(error.toString()));
  }

  /** What Jakarta Mail chains in a way of its own. */
  private static Stream<Throwable> causes(MessagingException error) {
    return Stream.iterate(
            (Throwable) error,
            Objects::nonNull,
            cause ->
                cause instanceof MessagingException outer && outer.getNextException() != null
                    ? outer.getNextException()
                    : cause.getCause())
        .limit(20);
  }

  private static void close(@Nullable Transport transport) {
    try {
      if (transport != null) {
        transport.close();
      }
    } catch (MessagingException e) {
      // What was accepted stays so.
      LOG.log(Level.DEBUG, "The mail server didn''t say goodbye: {0}", e);
    }
  }
}
