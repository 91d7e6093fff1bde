package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet.Builder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.FakeProvider;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a provider means by what it says, and what follows (docs/decisions/single-sign-on.md). */
@ExtendWith(DeployedGatehouse.class)
class ProvisioningIT {
  private static Workspace works;

  private final FakeProvider provider = new FakeProvider();
  private final String name = "q" + Workspace.unique();
  private final String email = name + "@corp.example";

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private GivenProvider given() {
    return given(works);
  }

  private GivenProvider given(Workspace workspace) {
    provider.subject("s-" + name).claims(claims -> person(claims, name, email));
    return GivenProvider.oidc(
            workspace,
            "Corp " + Workspace.unique(),
            URI.create(provider.issuer()),
            FakeProvider.CLIENT,
            FakeProvider.SECRET)
        .names("", "preferred_username", "name", "email", "groups");
  }

  /** Everybody is in one group, or the provider would be asked for more (UserInfo). */
  private static Builder person(Builder claims, String name, String email, String... groups) {
    return claims
        .claim("preferred_username", name)
        .claim("name", "Somebody")
        .claim("email", email)
        .claim("email_verified", true)
        .claim("groups", Stream.concat(Stream.of("all"), Stream.of(groups)).toList());
  }

  private Reply come(UUID id) {
    return SignOnBrowser.leave(id, "").comeBack(provider);
  }

  private static Api in(Reply reply) {
    return Api.anonymous().withCookie(reply.is(303).cookie("gatehouse").orElseThrow());
  }

  private static void isRefused(Reply reply, String why) {
    assertThat(reply.is(303).header("Location").orElseThrow())
        .startsWith(DeployedGatehouse.base() + "/login/refused?why=" + why + "&provider=");
    assertThat(reply.cookie("gatehouse")).isEmpty();
  }

  private static long links(UUID id) {
    return Database.count("select count(*) from linked_identity where provider_id = ?", id);
  }

  private long users() {
    return Database.count("select count(*) from user_account where name = ?", name);
  }

  private static List<?> roles(Api api) {
    return (List<?>) api.patch("/v1/auth/token", "").is(200).json().get("permissions");
  }

  // Whom it means

  @Test
  void knowsAPersonByAnAddressThatTheProviderOwns() {
    Person bob = works.add(name);
    provider.subject("b");
    UUID id = given().owningEmails().insert();
    provider.claims(claims -> person(claims, "other", bob.email().toUpperCase(Locale.ROOT)));

    Reply token = in(come(id)).patch("/v1/auth/token", "").is(200);

    assertThat(token.part("user"))
        .containsEntry("id", bob.id())
        .containsEntry("username", name)
        .containsEntry("source", "oidc");
    assertThat(links(id)).isOne();
    // Whom the provider hasn't made doesn't follow it in name and address.
    assertThat(token.part("user")).containsEntry("email_address", bob.email());
  }

  @Test
  void knowsNobodyByAnAddressThatTheProviderDoesNotOwnOrHasNotVerified() {
    Person bob = works.add(name);
    UUID unowned = given().insert();
    provider.claims(claims -> person(claims, name, bob.email()));

    isRefused(come(unowned), "unknown-person");

    UUID owned = given().owningEmails().insert();
    provider.claims(claims -> person(claims, name, bob.email()).claim("email_verified", false));

    isRefused(come(owned), "unknown-person");
    assertThat(links(unowned) + links(owned)).isZero();
  }

  @Test
  void knowsNobodyByAnAddressThatThePersonHasTyped() {
    Person mallory = works.add(name);
    new PageForm(mallory, "/account/profile")
        .press("save", Map.of("email", email, "currentPassword", mallory.password()))
        .is(302);
    UUID id = given().owningEmails().insert();

    isRefused(come(id), "unknown-person");

    // The same address from an administrator's hand is as good as any.
    works.administrator().api().patch(mallory.path(), Map.of("email", email)).is(200);
    assertThat(in(come(id)).patch("/v1/auth/token", "").is(200).part("user"))
        .containsEntry("id", mallory.id());
  }

  @Test
  void knowsNobodyByAnAddressThatAnUnverifiedNewcomerHasBrought() {
    UUID id = given().owningEmails().creating().insert();
    provider.subject("mallory");
    provider.claims(claims -> person(claims, "m" + name, email).claim("email_verified", false));
    String mallory = id(in(come(id)));

    provider.subject("owner");
    provider.claims(claims -> person(claims, name, email));
    String owner = id(in(come(id)));

    assertThat(owner).isNotEqualTo(mallory);
    assertThat(links(id)).isEqualTo(2);
  }

  @Test
  void confirmsNobodysAddressWhereAnybodyMaySetUpAProvider() {
    UUID id = given().owningEmails().creating().insert();

    in(come(id));
    assertThat(isConfirmed()).isZero();
    assertThat(Mailbox.of(email)).anyMatch(mail -> mail.contains("/confirm-email#"));

    Database.update("update identity_provider set system_trusted = true where id = ?", id);
    in(come(id));
    assertThat(isConfirmed()).isOne();
  }

  private long isConfirmed() {
    return Database.count(
        "select count(*) from user_account where name = ? and confirmed_email = ?", name, email);
  }

  private static String id(Api api) {
    return api.patch("/v1/auth/token", "").is(200).part("user").get("id").toString();
  }

  @Test
  void knowsNobodyByAnAddressThatTwoHave() {
    Person one = works.add(name);
    Person two = works.add(name + "2");
    works.administrator().api().patch(two.path(), Map.of("email", one.email())).is(200);
    UUID id = given().owningEmails().insert();
    provider.claims(claims -> person(claims, "x", one.email()));

    isRefused(come(id), "unknown-person");
  }

  @Test
  void knowsNobodyOfAnotherWorkspaceByAnAddress() {
    Person elsewhere = Workspace.signUp().add(name);
    UUID id = given().owningEmails().insert();
    provider.claims(claims -> person(claims, name, elsewhere.email()));

    isRefused(come(id), "unknown-person");
  }

  @Test
  void givesNobodyTheNameOfSomebodyElse() {
    works.add(name);
    UUID id = given().creating().insert();

    isRefused(come(id), "name-taken");
    assertThat(links(id)).isZero();
    assertThat(users()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "preferred_username, '', no-user-name",
    "preferred_username, a/b, no-user-name",
    "preferred_username, 'a b', no-user-name",
    "email, '', no-email",
    "email, nobody, no-email",
  })
  void addsNobodyWhoseNameOrAddressCannotBeOne(String claim, String value, String why) {
    UUID id = given().creating().insert();
    provider.claims(claims -> person(claims, name, email).claim(claim, value));
    provider.userInfo(Map.of("sub", "s-" + name));

    isRefused(come(id), why);
    assertThat(links(id)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "t@[192.0.2.1], email.invalid",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm@corp.example, email.tooLong",
  })
  void tellsTheAuditLogWhyAnAddressIsNone(String address, String rule) {
    UUID id = given().creating().insert();
    provider.claims(claims -> person(claims, name, address));

    isRefused(come(id), "no-email");
    assertThat(audited("login", id)).isEqualTo("oidc " + id + " " + rule);
  }

  @Test
  void tellsTheAuditLogThatANameWasCut() {
    UUID id = given().creating().insert();
    provider.claims(claims -> person(claims, name, email).claim("name", "Wolf ".repeat(30)));

    in(come(id));
    assertThat(audited("user-add", id)).isEqualTo("provider displayName.cut " + id);
  }

  private static String audited(String type, UUID id) {
    return Database.text(
        "select detail from audit_event where type = ? and detail like ?", type, "%" + id + "%");
  }

  @Test
  void addsOnePersonHoweverManyBrowsersComeForTheFirstTimeAtOnce() {
    UUID id = given().creating().insert();

    List<Reply> replies = AtOnce.call(8, () -> come(id));

    assertThat(replies).allSatisfy(reply -> assertThat(in(reply)).isNotNull());
    assertThat(users()).isOne();
    assertThat(links(id)).isOne();
  }

  @Test
  void letsNobodyInWhoWasDeactivated() {
    UUID id = given().creating().insert();
    in(come(id));
    works.administrator().api().patch("/api/1/user/" + name, Map.of("status", "inactive")).is(200);

    isRefused(come(id), "inactive");
  }

  @Test
  void letsASystemAdministratorInOnlyIfOneHasSetTheProviderUp() {
    UUID id = given().creating().insert();
    in(come(id));
    Database.update("update user_account set system_administrator = true where name = ?", name);
    try {
      isRefused(come(id), "rank");

      Database.update("update identity_provider set system_trusted = true where id = ?", id);
      in(come(id));
    } finally {
      Database.update("update user_account set system_administrator = false where name = ?", name);
    }
  }

  // What follows

  @Test
  void followsTheProviderInNameAddressAndGroups() {
    Api admin = works.administrator().api();
    String editor = "editor " + name;
    String own = "own " + name;
    admin.post("/api/1/role", Map.of("name", editor)).is(201);
    admin.post("/api/1/role", Map.of("name", own)).is(201);
    UUID id = given().creating().role(editor, "Editors").insert();
    provider.claims(claims -> person(claims, name, email, "Editors"));

    assertThat(roles(in(come(id)))).asList().contains(editor).doesNotContain(own);
    admin.patch("/api/1/user/" + name, Map.of("roles", List.of(editor, own))).is(200);
    provider.claims(
        claims ->
            person(claims, "another", "new-" + email, "editors").claim("name", "Somebody Else"));

    Api api = in(come(id));

    // Case matters in a group's name; what no group means is left alone.
    assertThat(roles(api)).asList().contains(own).doesNotContain(editor);
    assertThat(api.get("/api/1/user/" + name).is(200).json().toString())
        .contains("Somebody Else", "new-" + email);
    assertThat(told("roles-change")).isEqualTo("groups of # {'roles':[['" + editor + "'],[]]}");
    assertThat(told("user-change")).isEqualTo("provider # {'display_name':['hmac','hmac']}");
    assertThat(told("email-change")).isEqualTo("provider # {'email':['hmac','hmac']}");
  }

  /** What the audit log tells last of this type, which the person's provider did. */
  private String told(String type) {
    String told = AuditLog.latest(works, type);
    String what = "ok, by -, of " + name + ", ";
    assertThat(told).startsWith(what);
    return told.substring(what.length());
  }

  @Test
  void tellsTheAuditLogWhomItAddsAndWhoseAddressItConfirms() {
    UUID id = given().owningEmails().creating().insert();
    // Where everybody may sign up, only such a provider may say that an address is good.
    Database.update("update identity_provider set system_trusted = true where id = ?", id);
    in(come(id));
    assertThat(told("user-add"))
        .isEqualTo("provider # {'email':['','hmac'],'confirmed_email':['','hmac']}");

    provider.claims(claims -> person(claims, name, "new-" + email));
    in(come(id));

    assertThat(told("email-change")).isEqualTo("provider # {'email':['hmac','hmac']}");
    assertThat(told("email-confirm")).isEqualTo("provider # {'confirmed_email':['hmac','hmac']}");
  }

  @Test
  void endsOpenRolesAtOnceWhereSomebodyHasLeftTheGroup() {
    String editor = "editor " + name;
    works.administrator().api().post("/api/1/role", Map.of("name", editor)).is(201);
    UUID id = given().creating().role(editor, "Editors").insert();
    provider.claims(claims -> person(claims, name, email, "Editors"));
    Api before = in(come(id));
    assertThat(roles(before)).asList().contains(editor);

    provider.claims(claims -> person(claims, name, email));
    in(come(id));

    assertThat(roles(before)).asList().doesNotContain(editor);
  }

  @Test
  void sendsNobodyANewPasswordWhoHasNone() {
    UUID id = given().creating().insert();
    in(come(id));

    askForAPassword(email);

    assertThat(Mailbox.of(email)).noneMatch(mail -> mail.contains("/reset#"));
  }

  @Test
  void asksTheProviderAgainBeforeWhatOthersNeedThePasswordFor() {
    UUID id = given().creating().insert();
    Api api = in(come(id));
    Map<String, Object> key = Map.of("name", "Key", "current_password", "");

    assertThat(api.post("/api/1/user-key", key).status()).isEqualTo(400);

    provider.claims(
        claims ->
            person(claims, name, email).claim("auth_time", System.currentTimeMillis() / 1000));
    Reply anew = SignOnBrowser.leave(id, "&force=true").comeBack(provider);
    Api fresh = in(anew);

    fresh.post("/api/1/user-key", key).is(201);
    assertThat(
            fresh
                .patch(
                    "/api/1/user/" + name,
                    Map.of("current_password", "", "password", Workspace.PASSWORD))
                .status())
        .isEqualTo(400);

    UUID session = session(fresh);
    Database.age("login_session", "authenticated_at", "id", session, Duration.ofMinutes(61));
    assertThat(fresh.post("/api/1/user-key", key).status()).isEqualTo(400);
  }

  private static void askForAPassword(String address) {
    Api.anonymous()
        .post(
            "/v1/auth/resetpassword",
            "application/json",
            Api.json(Map.of("email_address", address)))
        .is(204);
  }

  private UUID session(Api api) {
    String token = api.patch("/v1/auth/token", "").is(200).text("token");
    String payload =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    return UUID.fromString(payload.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1"));
  }

  // Where single sign-on is required

  private static void require(Workspace strict) {
    Database.update(
        "insert into sign_on_policy (workspace_id, required, way_back_user_id, return_addresses)"
            + " select id, true, ?, '' from workspace where uid = ?",
        UUID.fromString(strict.administrator().id()),
        strict.uid());
  }

  @Test
  void leavesAWayInWhereTwoAdministratorsRemoveTheLastTwoAtOnce() {
    Workspace strict = Workspace.signUp();
    Person other = strict.addAdministrator("other");
    require(strict);
    UUID one = provider(strict, "one");
    UUID two = provider(strict, "two");

    List<Integer> statuses =
        AtOnce.call(List.of(() -> remove(strict.administrator(), one), () -> remove(other, two)));

    assertThat(statuses).containsExactlyInAnyOrder(302, 200);
    assertThat(
            Database.count("select count(*) from identity_provider where id in (?, ?)", one, two))
        .isOne();
  }

  private static UUID provider(Workspace workspace, String name) {
    URI issuer = URI.create("https://" + name + ".example");
    return GivenProvider.oidc(workspace, name, issuer, "client", "secret").insert();
  }

  private static int remove(Person administrator, UUID id) {
    return new PageForm(administrator, "/admin/identity-provider?id=" + id)
        .press("removeButton", Map.of())
        .status();
  }

  @Test
  void takesNoPasswordsWhereSingleSignOnIsRequiredButOnesOwn() {
    Workspace strict = Workspace.signUp();
    Person bob = strict.add("bob");
    Person keeper = strict.administrator();
    UUID id = given(strict).owningEmails().insert();
    String key = bob.makeKey();
    require(strict);

    Reply right = Api.anonymous().logIn(strict.name(), "bob", bob.password());
    Reply wrong = Api.anonymous().logIn(strict.name(), "bob", "wrong " + bob.password());

    assertThat(right.is(401).body()).isEqualTo(wrong.is(401).body());
    assertThat(
            Database.count(
                "select count(*) from audit_event where outcome = 'sign-on-required'"
                    + " and user_id = ?",
                UUID.fromString(bob.id())))
        .isOne();
    keeper.logInAgain();
    askForAPassword(bob.email());
    assertThat(Mailbox.of(bob.email())).noneMatch(mail -> mail.contains("/reset#"));
    // Keys are for programs, and go on.
    Api.anonymous()
        .with("X-Workspace", strict.uid())
        .postForm("/v1/auth/token", Map.of("username", "bob", "password", key))
        .is(200);

    provider.claims(claims -> person(claims, "bob", bob.email()));
    assertThat(in(come(id)).patch("/v1/auth/token", "").is(200).part("user"))
        .containsEntry("id", bob.id());
  }

  @Test
  void asksNobodyForANewPasswordWhoLogsInWithAProvider() {
    Person bob = works.addWithInitialPassword(name, false);
    UUID id = given().owningEmails().insert();
    provider.claims(claims -> person(claims, name, bob.email()));

    assertThat(roles(in(come(id)))).asList().containsExactly("user");
  }
}
