package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Visitor;
import org.gatehouse.fixture.Workspace;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invitations by {@code /api/1/invitation}, and the page at which they are accepted. */
@ExtendWith(DeployedGatehouse.class)
class InvitationIT {
  private static final String PATH = "/api/1/invitation";
  private static final String CHOSEN = "seven purple umbrellas dancing";
  private static final Pattern LINK = Pattern.compile("/invitation#([A-Za-z0-9_-]{43})");

  private Workspace works;
  private Person ann;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  private String email(String name) {
    return name + "@" + works.uid() + ".example";
  }

  private Reply invite(String name) {
    return ann.api().post(PATH, Map.of("name", name, "email", email(name)));
  }

  private List<String> tokens(String name) {
    return Mailbox.of(email(name)).stream()
        .map(LINK::matcher)
        .filter(Matcher::find)
        .map(link -> link.group(1))
        .toList();
  }

  private static Document accept(String token, String password) {
    Visitor visitor = new Visitor(DeployedGatehouse.base());
    return visitor.press(
        visitor.page("/invitation"), "choose", Map.of("token", token, "password", password));
  }

  @Test
  void aPersonComesInByTheLinkOfTheMail() {
    Map<String, Object> updated = invite("bob").is(201).updated();
    assertThat(updated)
        .containsOnlyKeys(
            "name", "user_id", "email", "display_name", "invited_by", "created_at", "expires_at")
        .containsEntry("name", "bob")
        .containsEntry("email", email("bob"))
        .containsEntry("invited_by", ann.id());
    assertThat(Mailbox.of(email("bob"))).singleElement().asString().contains(works.uid() + "/bob");

    String token = tokens("bob").get(0);
    accept(token, CHOSEN);

    ann.anonymous().logIn(works.name(), "bob", CHOSEN).is(200);
    assertThat(ann.api().get(PATH).is(200).parts("invitations")).isEmpty();
    assertThat(accept(token, "another long sentence").select("[role=alert]").text())
        .contains("This link isn’t good");
    ann.anonymous().logIn(works.name(), "bob", "another long sentence").is(401);
  }

  @Test
  void isListedSentAgainAndTakenBack() {
    invite("bob").is(201);
    invite("BOB").is(409);
    assertThat(ann.api().get(PATH).is(200).parts("invitations")).hasSize(1);

    ann.api().put(PATH + "/bob", Map.of()).is(200);
    assertThat(tokens("bob")).hasSize(2);
    ann.api().delete(PATH + "/bob").is(204);

    assertThat(accept(tokens("bob").get(1), CHOSEN).select("[role=alert]").text())
        .contains("This link isn’t good");
    ann.api().delete(PATH + "/bob").refuses(404, "Not Found");
    assertThat(ann.api().get("/api/1/user/bob").is(200).updated())
        .containsEntry("status", "inactive");
  }

  @Test
  void isForAdministratorsOfTheWorkspace() {
    Person bob = works.add("bob");
    Person stranger = Workspace.signUp().administrator();
    invite("carol").is(201);

    bob.api().get(PATH).is(403);
    bob.api().post(PATH, Map.of("name", "eve", "email", "eve@example.com")).is(403);
    bob.api().delete(PATH + "/carol").is(403);
    stranger.api().delete(PATH + "/carol").refuses(404, "Not Found");
    stranger.api().put(PATH + "/carol", Map.of()).refuses(404, "Not Found");
    ann.anonymous().get(PATH).is(401);
    ann.api().put(PATH + "/bob", Map.of()).is(409);
    ann.api().put(PATH + "/nobody", Map.of()).refuses(404, "Not Found");
    ann.api().post(PATH, Map.of("name", "eve")).is(400);
    ann.api().post(PATH, Map.of("name", "eve", "email", "nowhere")).is(400);
    ann.api()
        .post(PATH, Map.of("name", "eve", "email", "eve@example.com", "password", CHOSEN))
        .is(400);
  }
}
