package org.gatehouse;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.FakeProvider;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ResetMail;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.TwoNodes;
import org.gatehouse.fixture.TwoNodes.Nodes;
import org.gatehouse.fixture.Visitor;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes on one database server are one Gatehouse: what one counts or ends holds on both. */
@Tag("own-server")
@Tag("payara")
@ExtendWith(TwoNodes.class)
class TwoNodesIT {
  /** How soon what one node ends has ended on the other. */
  private static final Duration PROMISED = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int ADDRESS_LIMIT = 100;

  private static Nodes nodes;
  private static ServerProcess one;
  private static ServerProcess other;
  private static Workspace works;

  @BeforeAll
  static void signUp(Nodes both) {
    nodes = both;
    one = both.one();
    other = both.other();
    works = Workspace.signUp(Api.at(one.base()), "CorpInc AG", "ann");
  }

  @Test
  void aNodeThatStartsLaterKnowsThatAnAccountIsLocked() {
    Person early = nodes.locked();
    Api.at(other.base()).logIn(early.workspace(), early.name(), early.password()).is(401);
  }

  @Test
  void failuresOnBothLockAnAccountOnBoth() {
    Person bob = works.add("bob");

    fail(one, bob, 5);
    fail(other, bob, 5);

    logIn(one, bob).is(401);
    logIn(other, bob).is(401);
  }

  @Test
  void guessesAtTheSameMomentOnBothAreTenAndNoMore() throws SQLException {
    Person carol = works.add("carol");
    List<Callable<Reply>> guesses = new ArrayList<>();
    for (ServerProcess node : nodes.both()) {
      for (int i = 0; i < 10; i++) {
        String password = "wrong " + i;
        guesses.add(() -> Api.at(node.base()).logIn(works.name(), "carol", password));
      }
    }

    assertThat(AtOnce.call(guesses)).extracting(Reply::status).containsOnly(401);

    assertThat(refusals(carol, "wrong-password")).isLessThanOrEqualTo(10);
  }

  @Test
  void tooManyFailuresFromAnAddressOnOneAreTooManyOnTheOther() {
    String address = Api.newAddress();
    String foreignKey = works.administrator().makeKey();
    Person dave = works.add("dave");
    int before = 0;
    while (before < 2 * ADDRESS_LIMIT && fails(one, address, dave, foreignKey) == 401) {
      before++;
    }
    // Meanwhile, it may have become one or two more.
    int after = 0;
    while (after < ADDRESS_LIMIT && fails(other, address, dave, foreignKey) == 401) {
      after++;
    }

    assertThat(before).isBetween(ADDRESS_LIMIT, 2 * ADDRESS_LIMIT - 1);
    assertThat(after).isLessThan(ADDRESS_LIMIT / 2);
  }

  @Test
  void aBrowserThatIsKnownToOneIsKnownToTheOther() {
    Person erin = works.add("erin");
    Visitor browser = new Visitor(one.base());
    browser.logIn(works.uid(), "erin", erin.password());
    fail(one, erin, 10);

    logIn(other, erin).is(401);
    assertThat(
            browser
                // To cookies all ports of a host are one.
                .at(other.base())
                .post(
                    "/api/1/auth",
                    Map.of(
                        "client_name", works.name(),
                        "user_name", "erin",
                        "password", erin.password()))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aSessionThatOneEndsIsOverOnTheOther() {
    Person frank = works.add("frank");
    Api elsewhere = Api.at(other.base()).withToken(frank.token());
    elsewhere.get(frank.path()).is(200);

    frank.api().delete("/api/1/auth").is(204);

    frank.api().get(frank.path()).is(401);
    awaitAsPromised(() -> elsewhere.get(frank.path()).status() == 401);
  }

  @Test
  void aSigningKeyThatOneWithdrawsIsGoodOnNeither() throws SQLException {
    Person grace = works.add("grace");
    Api elsewhere = Api.at(other.base()).withToken(grace.token());
    elsewhere.get(grace.path()).is(200);
    update("update user_account set system_administrator = true where name = 'ann'");
    Person chief = works.administrator().logInAgain();
    awaitAsPromised(() -> chief.api().get("/api/1/signing-key").status() == 200);

    // The one that signs is in front; with it goes the token that withdraws it.
    Object key = chief.api().get("/api/1/signing-key").parts("keys").get(0).get("id");
    chief.api().delete("/api/1/signing-key/" + key).is(204);

    grace.api().get(grace.path()).is(401);
    awaitAsPromised(() -> elsewhere.get(grace.path()).status() == 401);
    Person back = grace.logInAgain();
    awaitAsPromised(
        () -> Api.at(other.base()).withToken(back.token()).get(back.path()).status() == 200);
    awaitAsPromised(
        () ->
            Api.at(other.base())
                .get("/.well-known/jwks.json")
                .body()
                .equals(Api.at(one.base()).get("/.well-known/jwks.json").body()));
    works = new Workspace(works.name(), works.uid(), works.administrator().logInAgain());
  }

  @Test
  void aTokenThatBothRefreshAtTheSameMomentIsReplacedOnce() {
    Person grace = works.add("gregor");
    List<Callable<Reply>> refreshes = new ArrayList<>();
    for (ServerProcess node : nodes.both()) {
      for (int i = 0; i < 5; i++) {
        refreshes.add(() -> refresh(node, grace.token()));
      }
    }

    List<String> tokens =
        AtOnce.call(refreshes).stream().map(reply -> reply.is(200).text("token")).toList();

    assertThat(tokens).extracting(TwoNodesIT::generation).containsOnly(1L);
    for (ServerProcess node : nodes.both()) {
      tokens.forEach(token -> Api.at(node.base()).withToken(token).get(grace.path()).is(200));
    }
  }

  @Test
  void aTokenThatOneHasRefreshedAndRefreshedIsGoodOnTheOtherAtOnce() {
    Person heidi = works.add("heidi");
    String token = heidi.token();
    for (int i = 0; i < 6; i++) {
      token = refresh(i % 2 == 0 ? one : other, token).is(200).text("token");
    }

    Api.at(one.base()).withToken(token).get(heidi.path()).is(200);
    Api.at(other.base()).withToken(token).get(heidi.path()).is(200);
  }

  @Test
  void aLetterThatBothCouldSendIsSentOnceAndItsTokenIsGoodOnceOnBoth() {
    Person ivan = works.add("ivan");
    Map<String, String> asked = Map.of("email_address", ivan.email());
    String path = "/v1/auth/resetpassword";
    Api.at(one.base()).post(path, "application/json", Api.json(asked)).is(204);

    List<ResetMail> mails =
        ResetMail.among(Mailbox.of(ivan.email(), Api.at(other.base()), nodes.data()));
    assertThat(mails).hasSize(1);
    Map<String, String> reset =
        Map.of(
            "token", mails.get(0).token(),
            "username", "ivan",
            "password", "seven walnut lanterns drifting north",
            "password_confirmation", "seven walnut lanterns drifting north");
    List<Callable<Reply>> resets = new ArrayList<>();
    for (ServerProcess node : nodes.both()) {
      for (int i = 0; i < 10; i++) {
        resets.add(() -> Api.at(node.base()).put(path, reset));
      }
    }
    List<Integer> statuses = AtOnce.call(resets).stream().map(Reply::status).toList();

    assertThat(statuses).filteredOn(status -> status == 204).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 401).hasSize(19);
  }

  @Test
  void aLoginThatBeganOnOneEndsOnceOnWhicheverTheProviderSendsItTo() throws SQLException {
    try (FakeProvider provider = new FakeProvider()) {
      provider.claims(
          claims -> claims.claim("preferred_username", "judy").claim("email", "judy@corp.example"));
      Reply begun =
          Api.at(one.base())
              .with("Accept", "text/html")
              .get("/v1/auth/oidc/login?provider=" + addProvider(provider))
              .is(303);
      String cookie = "gatehouse-sign-on=" + begun.cookie("gatehouse-sign-on").orElseThrow();
      URI back = provider.answer(URI.create(begun.header("Location").orElseThrow()));
      String path = back.getRawPath() + "?" + back.getRawQuery();
      List<Callable<Reply>> answers = new ArrayList<>();
      for (ServerProcess node : nodes.both()) {
        for (int i = 0; i < 5; i++) {
          answers.add(
              () ->
                  Api.at(node.base())
                      .with("Accept", "text/html")
                      .with("Cookie", cookie)
                      .get(path)
                      .is(303));
        }
      }

      assertThat(AtOnce.call(answers))
          .filteredOn(reply -> reply.cookie("gatehouse").isPresent())
          .hasSize(1);
    }
  }

  private static UUID addProvider(FakeProvider provider) throws SQLException {
    UUID id = UUID.randomUUID();
    var random = new SecureRandom();
    var vault = new Vault(new MasterKey(Given.settingsWithMasterKey(), random), random);
    try (Connection connection = nodes.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into identity_provider (id, workspace_id, protocol, name, name_key,"
                    + " enabled, always_anew, subject_attribute, user_name_attribute,"
                    + " display_name_attribute, email_attribute, groups_attribute, emails_owned,"
                    + " creating, system_trusted, metadata_problem, unsolicited, issuer, client_id,"
                    + " sealed_client_secret, scopes, created_at, revision, version) select ?, id,"
                    + " 'OIDC', 'Corp', 'corp', true, false, '', 'preferred_username', '', 'email',"
                    + " '', false, true, false, '', false, ?, ?, ?, '', created_at, 1, 0"
                    + " from workspace where uid = ?")) {
      insert.setObject(1, id);
      insert.setString(2, provider.issuer());
      insert.setString(3, FakeProvider.CLIENT);
      insert.setString(4, vault.seal("client-secret", id.toString(), FakeProvider.SECRET));
      insert.setString(5, works.uid());
      insert.executeUpdate();
    }
    return id;
  }

  private static Reply refresh(ServerProcess node, String token) {
    return Api.at(node.base()).withToken(token).send("PATCH", "/v1/auth/token", noBody());
  }

  private static long generation(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet().getLongClaim("gen");
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** A request that is made once the promised time is over must find it true. */
  private static void awaitAsPromised(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PROMISED.toNanos();
    boolean last;
    do {
      last = System.nanoTime() > deadline;
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    } while (!last);
    throw new AssertionError("It isn't so after " + PROMISED);
  }

  private static void fail(ServerProcess node, Person person, int times) {
    for (int i = 0; i < times; i++) {
      Api.at(node.base()).logIn(works.name(), person.name(), "wrong " + i).is(401);
    }
  }

  private static int fails(ServerProcess node, String address, Person person, String foreignKey) {
    return Api.at(node.base())
        .from(address)
        .logIn(works.name(), person.name(), foreignKey)
        .status();
  }

  private static Reply logIn(ServerProcess node, Person person) {
    return Api.at(node.base()).logIn(works.name(), person.name(), person.password());
  }

  private static void update(String sql) throws SQLException {
    try (Connection connection = nodes.connect()) {
      connection.createStatement().executeUpdate(sql);
    }
  }

  private static long refusals(Person person, String outcome) throws SQLException {
    try (Connection connection = nodes.connect();
        var query =
            connection.prepareStatement(
                "select count(*) from audit_event where type = 'login' and outcome = ?"
                    + " and user_id = cast(? as uuid)")) {
      query.setString(1, outcome);
      query.setString(2, person.id());
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
