package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Visitor;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guessing a password locks the account for a while, which its user learns by mail only. */
@ExtendWith(DeployedGatehouse.class)
class LockOutIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Workspace works;
  private Person bob;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    bob = works.add("bob");
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      Api.anonymous().logIn(works.name(), "bob", "wrong " + i).is(401);
    }
  }

  private Reply logIn() {
    return Api.anonymous().logIn(works.name(), "bob", bob.password());
  }

  @Test
  void comesWithTheTenthWrongPasswordEvenForTheRightOne() {
    fail(10);

    assertThat(logIn().is(401).body()).isEqualTo("401: Unauthorized");
    assertThat(logIn().headers()).doesNotContainKey("Retry-After");
  }

  @Test
  void doesNotComeBeforeTheTenth() {
    fail(9);

    logIn().is(200);
  }

  @Test
  void countsAnewAfterALogin() {
    fail(9);
    logIn().is(200);
    fail(9);

    logIn().is(200);
  }

  @Test
  void comesHoweverUserAndWorkspaceAreWritten() {
    List<Map<String, String>> ways =
        List.of(
            Map.of("client_name", works.name(), "user_name", "bob", "password", "wrong"),
            Map.of("client_name", works.uid(), "user_name", "BOB", "password", "wrong"),
            Map.of("user_name", works.uid() + "/Bob", "password", "wrong"));
    for (int i = 0; i < 12; i++) {
      Api.anonymous().post("/api/1/auth", ways.get(i % ways.size())).is(401);
    }

    logIn().is(401);
  }

  @Test
  void comesForGuessesAtTheSameMomentToo() {
    AtOnce.call(10, () -> Api.anonymous().logIn(works.name(), "bob", "wrong"));

    logIn().is(401);
  }

  @Test
  void leavesOthersAndOpenSessionsAlone() {
    fail(10);

    assertThat(bob.isLoggedIn()).isTrue();
    Api.anonymous().logIn(works.name(), "ann", Workspace.PASSWORD).is(200);
  }

  @Test
  void isToldByMailOnce() {
    fail(15);

    // The e-mail is written after the answer to the tenth.
    List<String> mails = lettersAboutTheLock();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (mails.isEmpty() && System.nanoTime() < deadline) {
      mails = lettersAboutTheLock();
    }
    assertThat(mails).hasSize(1);
    assertThat(mails.get(0))
        .contains("From: Gatehouse <gatehouse@localhost>", works.uid() + "/bob")
        .doesNotContain("wrong 9");
  }

  private List<String> lettersAboutTheLock() {
    return Mailbox.of(bob.email()).stream()
        .filter(mail -> mail.contains("Subject: Your account is locked"))
        .toList();
  }

  @Test
  void keepsNobodyOutOfABrowserInWhichTheyHaveLoggedInBefore() {
    Visitor known = new Visitor(DeployedGatehouse.base());
    known.logIn(works.uid(), "bob", bob.password());
    Visitor unknown = new Visitor(DeployedGatehouse.base());

    fail(10);

    assertThat(unknown.logIn(works.uid(), "bob", bob.password()).title()).contains("Sign in");
    assertThat(logIn(known).statusCode()).isEqualTo(200);
    logIn().is(401);
  }

  @Test
  void ofABrowserDoesNotTouchTheAccount() {
    Visitor known = new Visitor(DeployedGatehouse.base());
    known.logIn(works.uid(), "bob", bob.password());
    for (int i = 0; i < 10; i++) {
      assertThat(logIn(known, "wrong " + i).statusCode()).isEqualTo(401);
    }

    assertThat(logIn(known).statusCode()).isEqualTo(401);
    logIn().is(200);
  }

  @Test
  void isForABrowserThatOnlySomebodyElseHasUsed() {
    Visitor known = new Visitor(DeployedGatehouse.base());
    known.logIn(works.uid(), "ann", Workspace.PASSWORD);

    fail(10);

    assertThat(logIn(known).statusCode()).isEqualTo(401);
  }

  @Test
  void isForABrowserThatWasUsedBeforeThePasswordWasChanged() {
    Visitor known = new Visitor(DeployedGatehouse.base());
    known.logIn(works.uid(), "bob", bob.password());
    bob.changePassword("another long password").is(200);

    fail(10);

    assertThat(logIn(known, "another long password").statusCode()).isEqualTo(401);
  }

  @Test
  void doesNotKeepWhoIsLoggedInFromChangingThePassword() {
    fail(10);

    bob.changePassword("another long password").is(200);
  }

  private HttpResponse<String> logIn(Visitor visitor) {
    return logIn(visitor, bob.password());
  }

  private HttpResponse<String> logIn(Visitor visitor, String password) {
    return visitor.post(
        "/api/1/auth",
        Map.of("client_name", works.name(), "user_name", "bob", "password", password));
  }
}
