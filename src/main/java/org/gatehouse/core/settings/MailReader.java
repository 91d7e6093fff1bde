package org.gatehouse.core.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.core.net.Loopback;
import org.gatehouse.core.settings.Settings.Mail;
import org.gatehouse.core.settings.Settings.MailAccount;
import org.gatehouse.core.settings.Settings.MailSecurity;
import org.gatehouse.core.settings.Settings.MailServer;

/** Reads how e-mails look and leave. */
final class MailReader {
  private static final String HOST = "GATEHOUSE_SMTP_HOST";
  private static final String PORT = "GATEHOUSE_SMTP_PORT";
  private static final String SECURITY = "GATEHOUSE_SMTP_SECURITY";
  private static final String USER = "GATEHOUSE_SMTP_USER";
  private static final String PASSWORD = "GATEHOUSE_SMTP_PASSWORD";
  private static final String TRUST = "GATEHOUSE_SMTP_TRUST";

  /** An address, or a name and an address in angle brackets. */
  private static final Pattern SENDER =
      Pattern.compile("(?:([^<>\"\\p{Cntrl}]*?)\\s*<)?([^\\s<>()\",;:@]+@[^\\s<>()\",;:@]+)>?");

  private final SettingTexts texts;

  private MailReader(SettingTexts texts) {
    this.texts = texts;
  }

  static Mail read(SettingTexts texts, URI publicUrl) {
    return new MailReader(texts).mail(publicUrl);
  }

  private Mail mail(URI publicUrl) {
    // A literal of IPv6 is no domain of an address.
    String domain = publicUrl.getHost().startsWith("[") ? "localhost" : publicUrl.getHost();
    String standard = "Gatehouse <gatehouse@" + domain + ">";
    String typed = texts.text("GATEHOUSE_MAIL_FROM", standard);
    Matcher sender = SENDER.matcher(typed);
    if (!sender.matches() || typed.endsWith(">") != typed.contains("<")) {
      texts.mistake(
          "GATEHOUSE_MAIL_FROM must be an address such as login@example.com, or Login"
              + " <login@example.com>.");
      sender = SENDER.matcher(standard);
      sender.matches();
    }
    return new Mail(
        server(),
        sender.group(2),
        Optional.ofNullable(sender.group(1)).orElse(""),
        language(),
        texts.folder("GATEHOUSE_MAIL_TEMPLATES"));
  }

  private Optional<MailServer> server() {
    Optional<String> host = texts.optional(HOST).map(String::strip);
    if (host.isEmpty()) {
      List<String> others =
          List.of(PORT, SECURITY, USER, PASSWORD, PASSWORD + "_FILE", TRUST).stream()
              .filter(name -> texts.optional(name).isPresent())
              .toList();
      if (!others.isEmpty()) {
        // Mail would go to files, which is not what somebody wants who has set these.
        texts.mistake(
            HOST + " must be set for " + String.join(", ", others) + " to mean anything.");
      }
      return Optional.empty();
    }
    if (!host.get().matches("[A-Za-z0-9.-]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      texts.mistake(HOST + " must be the name or the address of a host, such as smtp.example.com.");
    }
    MailSecurity security = security(host.get());
    int port = texts.integer(PORT, usualPort(security), 1, SettingsReader.LARGEST_PORT);
    return Optional.of(new MailServer(host.get(), port, security, account(), texts.file(TRUST)));
  }

  private MailSecurity security(String host) {
    String choice = texts.choice(SECURITY, "starttls", "starttls", "tls", "off");
    if (choice.equals("off") && !Loopback.isNamedBy(host)) {
      texts.mistake(
          SECURITY
              + " must be starttls or tls unless "
              + HOST
              + " names this machine (localhost): mails hold links that let people in.");
    }
    return switch (choice.toLowerCase(Locale.ROOT)) {
      case "tls" -> MailSecurity.TLS;
      case "off" -> MailSecurity.OFF;
      default -> MailSecurity.STARTTLS;
    };
  }

  /** Of submission (RFC 8314), and of relay where nothing is encrypted. */
  private static int usualPort(MailSecurity security) {
    return switch (security) {
      case STARTTLS -> 587;
      case TLS -> 465;
      case OFF -> 25;
    };
  }

  private Optional<MailAccount> account() {
    Optional<String> user = texts.optional(USER);
    Optional<String> password = texts.secret(PASSWORD);
    if (user.isPresent() != password.isPresent()) {
      texts.mistake(USER + " and " + PASSWORD + " must be set together, or neither.");
    }
    return user.map(name -> new MailAccount(name.strip(), password.orElse("")));
  }

  /** Whether there are templates in it is seen where they are read. */
  private String language() {
    String tag = texts.text("GATEHOUSE_MAIL_LANGUAGE", "en");
    if (!tag.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
      texts.mistake(
          "GATEHOUSE_MAIL_LANGUAGE must be a language tag such as en, de or pt-BR, not \""
              + tag
              + "\".");
    }
    return Locale.forLanguageTag(tag).toLanguageTag();
  }
}
