package org.gatehouse.core.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MailServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What e-mails look like, in whose language, and what an operator may change about it. */
class TemplatesTest {
  @TempDir private Path folder;

  private Settings settings(String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("GATEHOUSE_MAIL_TEMPLATES", folder.toString());
    environment.put("GATEHOUSE_PUBLIC_URL", "https://login.example.com");
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return Given.settings(environment);
  }

  private Templates templates() {
    return new Templates(settings());
  }

  private void own(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  private static Recipient reader(String... language) {
    return Recipient.at(
        "ann@example.com", Optional.of(language).filter(l -> l.length > 0).map(l -> l[0]));
  }

  private static Mail complete(MailKind kind, Recipient to) {
    Mail mail = Mail.of(kind, to);
    for (String name : kind.placeholders()) {
      mail =
          name.equals("accounts")
              ? mail.with(name, List.of("value-of-accounts"))
              : mail.with(name, "value-of-" + name);
    }
    return mail;
  }

  @ParameterizedTest
  @EnumSource
  void areShippedInEnglishAndGermanForEveryKind(MailKind kind) {
    for (String language : List.of("en", "de")) {
      Templates.Rendered rendered = templates().render(complete(kind, reader(language)));

      assertThat(rendered.language()).isEqualTo(language);
      assertThat(rendered.html())
          .startsWith("<!DOCTYPE html>\n<html lang=\"" + language + "\">")
          .contains("<title>" + rendered.subject() + "</title>")
          .doesNotContain("<script", "<img", "url(", "@import", "<link");
      for (String value : kind.placeholders()) {
        assertThat(rendered.subject() + rendered.text()).contains("value-of-" + value);
        assertThat(rendered.html()).contains("value-of-" + value);
      }
    }
    assertThat(templates().render(complete(kind, reader("en"))).text())
        .isNotEqualTo(templates().render(complete(kind, reader("de"))).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de-AT,de;q=0.9,en;q=0.8 | de",
        "DE | de",
        "fr-CH, fr;q=0.9, en;q=0.8 | en",
        "en;q=0.1, de;q=0.9 | de",
        "fr |",
        "* |",
        "'' |",
        ";;;q=,,x-;q=5 |",
        "de;q=0, fr |",
      })
  void areChosenByWhatABrowserTells(String ranges, String language) {
    assertThat(templates().language(ranges)).isEqualTo(Optional.ofNullable(language));
  }

  @Test
  void fallBackToTheLanguageOfTheInstallation() {
    Templates german = new Templates(settings("GATEHOUSE_MAIL_LANGUAGE", "de"));

    assertThat(german.render(GivenMail.reset(reader())).language()).isEqualTo("de");
    assertThat(german.render(GivenMail.reset(reader("en"))).language()).isEqualTo("en");
    assertThat(german.render(GivenMail.reset(reader("fr"))).language()).isEqualTo("de");
  }

  @Test
  void areAllThereInTheLanguageOfTheInstallation() throws Exception {
    own("password-reset.fr.txt", "Subject: Lien\n\n{link}\n");
    own("password-reset.fr.html", "<p>{link}</p>");
    Settings french = settings("GATEHOUSE_MAIL_LANGUAGE", "fr");

    assertThatThrownBy(() -> new Templates(french))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_MAIL_LANGUAGE must be a language that there are all")
        .hasMessageContaining("de or en, not \"fr\"");
  }

  @Test
  void areInTheNextLanguageOfThePersonThatThereAreSomeIn() {
    assertThat(templates().render(GivenMail.reset(reader("fr,de"))).language()).isEqualTo("de");
    assertThat(templates().render(GivenMail.reset(reader("de,en"))).language()).isEqualTo("de");
  }

  @Test
  void areOverriddenFileByFile() throws Exception {
    own("password-reset.en.txt", "\ufeffSubject: Your link\r\n\r\nHere: {link}\r\n");

    Templates.Rendered rendered = templates().render(GivenMail.reset(reader()));

    assertThat(rendered.subject()).isEqualTo("Your link");
    assertThat(rendered.text())
        .isEqualTo("Here: https://login.example.com/reset?token=the-secret-token\n");
    assertThat(rendered.html()).contains("<h1>Your link</h1>", "Choose a new password");
  }

  @Test
  void areTranslatedForWhomThereAreFiles() throws Exception {
    own("password-reset.pt-br.txt", "Subject: Nova senha\n\n{link}\n");
    own("password-reset.pt-br.html", "<p>{link}</p>");
    Templates templates = templates();

    String language = templates.language("pt-BR,pt;q=0.9,en;q=0.5").orElseThrow();
    assertThat(templates.render(GivenMail.reset(reader(language))).subject())
        .isEqualTo("Nova senha");
    assertThat(templates.render(complete(MailKind.KEY_MADE, reader(language))).language())
        .isEqualTo("en");
  }

  @Test
  void withMistakesKeepGatehouseFromStarting() throws Exception {
    own("README.md", "not a template");
    own("layout.html", "<p>{subject}</p>");
    own("password-reset.en.txt", "Choose a password: {link}");
    own("password-reset.en.html", "{links}{minutes}");
    own("password-rest.en.html", "");
    own("key-made.fr.html", "");
    Files.write(folder.resolve("key-made.de.txt"), new byte[] {(byte) 0xff});
    own("key-made.de.html", " ".repeat(70_000));

    assertThatThrownBy(this::templates)
        .isInstanceOf(InvalidSettings.class)
        .message()
        .satisfies(message -> assertThat(message.lines().skip(1)).allMatch(l -> l.endsWith(".")))
        .asString()
        .contains("layout.html has no {content}.")
        .contains("password-reset.en.txt must begin with a line such as \"Subject: Your password\"")
        .contains(
            "password-reset.en.html has the unknown placeholder {links}; known are {accounts},"
                + " {link}, {minutes}, {publicUrl}.")
        .contains("password-rest.en.html is no template; those are")
        .contains("key-made.fr.html needs key-made.fr.txt beside it.")
        .contains("key-made.de.txt is not in UTF-8.")
        .contains("key-made.de.html is larger than 64 KiB.")
        .doesNotContain("README");
  }

  @Test
  void showWhatPeopleTypedAsTextAndNothingElse() throws Exception {
    own("key-made.en.txt", "Subject: Key of {displayName}\n\n{displayName}\n");
    Mail mail =
        Mail.of(MailKind.KEY_MADE, reader("en"))
            .with(
                "displayName", "Ann <b>&amp;\r\nBcc: all@example.com\n\n{account}\u2028$1 Zo\u00eb")
            .with("account", "corpinc/ann")
            .with("key", "backup");

    Templates.Rendered rendered = templates().render(mail);
    assertThat(rendered.html())
        .contains("Ann &lt;b&gt;&amp;amp;", "{account}")
        .doesNotContain("<b>&");

    MimeMessage message = message(new MailWriter(templates(), settings()), mail);
    assertThat(message.getSubject())
        .isEqualTo("Key of Ann <b>&amp;  Bcc: all@example.com  {account} $1 Zo\u00eb");
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(message.getHeader("Subject", null)).matches("[\\x20-\\x7e\\r\\n]+").contains("=?");
    assertThat(MailServer.part(message, "text/plain"))
        .isEqualTo("Ann <b>&amp;  Bcc: all@example.com  {account} $1 Zo\u00eb\n");
  }

  @Test
  void goToAnyAddressThatPeopleHave() throws Exception {
    MailWriter writer = new MailWriter(templates(), settings());

    for (Map.Entry<String, String> address :
        Map.of(
                "ann..b.@example.com", "ann..b.@example.com",
                "ann@b\u00fccher.example", "ann@xn--bcher-kva.example",
                "b\u00f6b@example.com", "b\u00f6b@example.com")
            .entrySet()) {
      Mail mail = GivenMail.reset(Recipient.at(address.getKey(), Optional.empty()));
      assertThat(writer.write(UUID.randomUUID(), mail, Instant.EPOCH))
          .contains("To: " + address.getValue() + "\r\n");
    }
  }

  @Test
  void comeFromWhomTheOperatorSays() throws Exception {
    Settings settings = settings("GATEHOUSE_MAIL_FROM", "B\u00fcro <login@corpinc.example>");
    MailWriter writer = new MailWriter(new Templates(settings), settings);

    MimeMessage message = message(writer, GivenMail.reset(reader("de")));

    assertThat(message.getFrom()[0].toString()).endsWith("<login@corpinc.example>");
    assertThat(message.getMessageID()).endsWith("@corpinc.example>");
    assertThat(message.getContentLanguage()).containsExactly("de");
    assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
    assertThat(MailServer.part(message, "text/plain")).contains("l\u00e4sst sich", "Guten Tag,");
    assertThat(MailServer.part(message, "text/html")).contains("l\u00e4sst sich");
  }

  @Test
  void mustBeToldAllThatTheirKindSays() {
    assertThatThrownBy(() -> templates().render(Mail.of(MailKind.PASSWORD_RESET, reader())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MimeMessage message(MailWriter writer, Mail mail) throws Exception {
    String written = writer.write(UUID.randomUUID(), mail, Instant.EPOCH);
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)));
  }
}
