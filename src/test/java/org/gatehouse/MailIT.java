package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.ConfirmationMail;
import org.gatehouse.fixture.MailServer;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-mails of the deployed WAR, at a real mail server. */
@Tag("own-server")
@Tag("payara")
class MailIT {
  @TempDir private Path directory;

  @Test
  void reachesAMailServerInTheLanguageOfWhoReadsIt() throws Exception {
    Path templates = Files.createDirectories(directory.resolve("templates"));
    Files.writeString(
        templates.resolve("password-changed.en.txt"),
        "Subject: A word from CorpInc\n\nNew password of {account}.\n");
    try (MailServer mail = MailServer.start(directory)) {
      Map<String, String> settings = mail.settings();
      settings.put("GATEHOUSE_MAIL_TEMPLATES", templates.toString());
      settings.put("GATEHOUSE_ARGON2_MEMORY", "7168");
      try (ServerProcess server = ServerProcess.start(directory, settings)) {
        Api browser = Api.at(server.base()).with("Accept-Language", "de-CH,de;q=0.9,en;q=0.5");
        Workspace works = Workspace.signUp(browser, "CorpInc AG", "ann");
        Person ann = works.administrator();
        Person gone = works.addWithInitialPassword("gone", false);
        Person bob = works.addWithInitialPassword("bob", false);
        for (Person person : List.of(ann, gone, bob)) {
          confirm(server, mail.awaitMails(person.email(), 1).get(0));
        }
        mail.answer(gone.email(), 550);

        gone.changePassword(Workspace.PASSWORD).is(200);
        ann.changePassword("quiet purple lantern orchard").is(200);
        bob.changePassword(Workspace.PASSWORD).is(200);

        MimeMessage german = mail.awaitMails(ann.email(), 2).get(1);
        assertThat(german.getSubject()).isEqualTo("Ihr Passwort wurde ge\u00e4ndert");
        assertThat(MailServer.part(german, "text/plain"))
            .contains("Guten Tag ann,", works.uid() + "/ann", "http://localhost:");
        assertThat(MailServer.part(german, "text/html")).contains("lang=\"de\"", "ge\u00e4ndert");
        MimeMessage english = mail.awaitMails(bob.email(), 2).get(1);
        assertThat(english.getSubject()).isEqualTo("A word from CorpInc");
        assertThat(MailServer.part(english, "text/plain"))
            .isEqualTo("New password of " + works.uid() + "/bob.\n");
        assertThat(MailServer.part(english, "text/html")).contains("was changed");

        server.awaitLog("mail rejected");
        assertThat(server.log()).doesNotContain(gone.email(), MailServer.PASSWORD);
        assertThat(mail.mails()).hasSize(3 + 2);
        assertThat(Files.exists(directory.resolve("data/mail"))).isFalse();
      }
    }
  }

  private static void confirm(ServerProcess server, MimeMessage mail) throws Exception {
    String token =
        ConfirmationMail.tokens(MailServer.part(mail, "text/plain")).findFirst().orElseThrow();
    assertThat(ConfirmationMail.confirm(server.base(), token)).contains("has been confirmed");
  }
}
