package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.ConfirmationMail;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who forgot the password gets back in by the link of a mail, and nobody else does. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class ForgottenPasswordIT {
  private static final String NEW_PASSWORD = "quiet purple lantern orchard";
  private static final Pattern LINK = Pattern.compile("(http\\S+/reset)#([\\w-]{43})(:\\S+)?");

  private final String workspace = Person.newWorkspace();
  private final String email = "kevin@" + UUID.randomUUID() + ".example";

  @Test
  void getsBackInByTheLinkOfTheNoticeThatAStrangerWasThere() throws IOException {
    try (Person kevin = Person.arrives().signsUp(workspace, "kevin", email).isAt("/")) {
      kevin.opens("/confirm-email#" + ConfirmationMail.token(email)).presses("confirm");
      kevin.reads("has been confirmed").opens("/account/activity").confirms("disown");
      kevin.isAt("/login").reads("An e-mail with a link");
      kevin.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login");
      kevin.browser().go(URI.create(link().group()));
      kevin.types("password", NEW_PASSWORD).presses("choose").isAt("/login");
      kevin.logsIn(workspace, "kevin", NEW_PASSWORD).isAt("/");
    }
  }

  @Test
  void getsBackInByTheLinkOfTheMail() throws IOException {
    try (Person kevin = Person.arrives().signsUp(workspace, "kevin", email).isAt("/")) {
      kevin.reads("not confirmed").follows("Confirm it").isAt("/account/profile");
      kevin.opens("/confirm-email#" + ConfirmationMail.token(email));
      assertThat(kevin.sees("#token")).as("the link has the code").isFalse();
      kevin.presses("confirm").isAt("/account/profile").reads("has been confirmed");
      kevin.signsOut().opens("/login").follows("Choose a new one").isAt("/forgot");
      kevin.types("email", email).presses("send").isAt("/login").reads("a mail with a link");
      kevin.browser().go(URI.create(link().group()));

      assertThat(kevin.sees("#token")).as("the link has the code").isFalse();
      assertThat(kevin.valueOf("userName")).endsWith("/kevin");
      kevin.reloads();
      assertThat(kevin.sees("#token")).as("after a reload, too").isFalse();
      assertThat(kevin.valueOf("userName")).endsWith("/kevin");
      kevin.types("password", "short").presses("choose").isAt("/reset");
      assertThat(kevin.complaint("password")).contains("at least 12");
      assertThat(kevin.sees("#token")).isFalse();
      kevin.types("password", NEW_PASSWORD).presses("choose").isAt("/login");
      kevin.reads("You have a new password");
      assertThat(kevin.browser().address().getFragment()).as("the code").isNull();

      kevin.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login");
      kevin.logsIn(workspace, "kevin", NEW_PASSWORD).isAt("/");
      kevin.signsOut().browser().go(URI.create(link().group()));
      kevin.types("password", Person.PASSWORD).presses("choose").isAt("/reset");
      assertThat(kevin.alert()).contains("This link isn’t good");
    }
  }

  @Test
  void pastesTheCodeWhereScriptsAreOff() throws IOException {
    try (Person kevin = Person.arrives(new Browser.Settings().withoutScripts())) {
      kevin.signsUp(workspace, "kevin", email).isAt("/").signsOut();
      kevin.opens("/forgot").types("email", email).presses("send").isAt("/login");
      Matcher link = link();
      kevin.browser().go(URI.create(link.group()));
      kevin.presses("choose");
      assertThat(kevin.complaint("token")).isEqualTo("Please fill this in.");
      kevin.types("token", " " + link.group(2) + " ").types("userName", "kevin");
      kevin.types("password", NEW_PASSWORD).presses("choose").isAt("/login");
      kevin.logsIn(workspace, "kevin", NEW_PASSWORD).isAt("/");
    }
  }

  @Test
  void isToldTheSameForAnAddressThatNobodyHas() throws IOException {
    try (Person stranger = Person.arrives().opens("/forgot")) {
      stranger.types("email", "nobody@" + UUID.randomUUID() + ".example").presses("send");
      stranger.isAt("/login").reads("a mail with a link");
      stranger.opens("/forgot").types("email", "nobody").presses("send").isAt("/forgot");
      assertThat(stranger.complaint("email")).contains("isn’t an e-mail address");
      stranger.opens("/reset").types("token", "x").types("userName", "kevin");
      stranger.types("password", NEW_PASSWORD).presses("choose").isAt("/reset");
      assertThat(stranger.alert()).contains("This link isn’t good");
    }
  }

  /** The link of the latest e-mail that has one; others tell that it was used. */
  private Matcher link() {
    List<String> mails =
        Mailbox.of(email).stream().filter(mail -> mail.contains("/reset#")).toList();
    assertThat(mails).as("letters with a link").isNotEmpty();
    Matcher link = LINK.matcher(mails.get(mails.size() - 1));
    assertThat(link.find()).as("%s", mails).isTrue();
    return link;
  }
}
