package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.gatehouse.contract.cloudcheckr.SamlVisit;
import org.gatehouse.federation.saml.FakeIdp;
import org.gatehouse.federation.saml.FakeResponse;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.DocumentServer;
import org.gatehouse.fixture.FakeProvider;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Visitor;
import org.gatehouse.fixture.Workspace;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The identity providers that a workspace trusts, over the wire. */
@ExtendWith(DeployedGatehouse.class)
class IdentityProviderIT {
  private static final String PROVIDERS = "/api/1/identity-provider";
  private static final String HOUSE = PROVIDERS + "/house";

  /** What only a reply has. */
  private static final List<String> READ_ONLY =
      List.of("id", "system_trusted", "has_client_secret", "entity_id");

  private final FakeProvider provider = new FakeProvider();
  private final FakeIdp idp = new FakeIdp("idp-" + Workspace.unique());
  private final String person = "p" + Workspace.unique();
  private Workspace works;
  private Person ann;
  private Api admin;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    admin = ann.api();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  /** As little as an OpenID provider needs, called House, and more. */
  private Map<String, Object> oidc(Map<String, ?> more) {
    Map<String, Object> members = new HashMap<>();
    members.put("name", "House");
    members.put("protocol", "oidc");
    members.put("issuer", provider.issuer());
    members.put("client_id", FakeProvider.CLIENT);
    members.put("client_secret", FakeProvider.SECRET);
    members.putAll(more);
    return members;
  }

  /** The same of SAML. */
  private Map<String, Object> saml(Map<String, ?> more) {
    Map<String, Object> members = new HashMap<>();
    members.put("name", "House");
    members.put("protocol", "saml");
    members.putAll(more);
    return members;
  }

  private Map<String, Object> add(Map<String, Object> members) {
    return admin.post(PROVIDERS, members).is(201).updated();
  }

  private Map<String, Object> change(Map<String, ?> members) {
    return admin.patch(HOUSE, members).is(200).updated();
  }

  private static Map<String, Object> with(Map<String, Object> all, Map<String, ?> changed) {
    Map<String, Object> members = new HashMap<>(all);
    members.putAll(changed);
    return members;
  }

  private static UUID id(Map<String, Object> shown) {
    return UUID.fromString((String) shown.get("id"));
  }

  private void refuses(int status, Map<String, ?> members, String sentence) {
    Reply reply = admin.post(PROVIDERS, members).is(status);
    assertThat(reply.body()).contains(sentence);
  }

  // What they are

  @Test
  void speakOpenIdConnect() {
    works.addRole("reader");
    works.addRole("writer");
    Map<String, Object> said =
        oidc(
            Map.ofEntries(
                Map.entry("enabled", true),
                Map.entry("always_anew", true),
                Map.entry("subject_attribute", "sub"),
                Map.entry("user_name_attribute", "nickname"),
                Map.entry("display_name_attribute", "called"),
                Map.entry("email_attribute", "mail"),
                Map.entry("groups_attribute", "teams"),
                Map.entry("groups_separator", ";"),
                Map.entry("emails_owned", true),
                Map.entry("creating", true),
                Map.entry("default_roles", List.of("writer", "reader")),
                Map.entry(
                    "group_roles",
                    List.of(
                        Map.of("group", "staff", "role", "writer"),
                        Map.of("group", "cn=all,dc=x", "role", "reader"))),
                Map.entry("hosted_domain", "corp.example"),
                Map.entry("scopes", "profile email")));

    Reply made = admin.post(PROVIDERS, said).is(201);

    Map<String, Object> shown = made.updated();
    Map<String, Object> expected = new HashMap<>(said);
    expected.remove("client_secret");
    expected.put("default_roles", List.of("reader", "writer"));
    expected.put(
        "group_roles",
        List.of(
            Map.of("group", "cn=all,dc=x", "role", "reader"),
            Map.of("group", "staff", "role", "writer")));
    expected.put("id", shown.get("id"));
    expected.put("system_trusted", false);
    expected.put("has_client_secret", true);
    assertThat(shown).isEqualTo(expected);
    assertThat(made.header("Location")).contains(admin.base() + PROVIDERS + "/House");
    assertThat(admin.get(PROVIDERS + "/hOUSE").is(200).updated()).isEqualTo(shown);
    assertThat(admin.get(PROVIDERS).is(200).parts("identity_providers")).containsExactly(shown);
  }

  @Test
  void areWhatNobodySaysAsTheStandardsHaveIt() {
    assertThat(add(oidc(Map.of())))
        .containsEntry("enabled", false)
        .containsEntry("creating", false)
        .containsEntry("emails_owned", false)
        .containsEntry("subject_attribute", "")
        .containsEntry("user_name_attribute", "preferred_username")
        .containsEntry("email_attribute", "email")
        .containsEntry("groups_separator", "")
        .containsEntry("default_roles", List.of())
        .containsEntry("group_roles", List.of())
        .containsEntry("scopes", "")
        .doesNotContainKeys("metadata", "unsolicited");
    assertThat(add(saml(Map.of("name", "Other", "metadata", idp.metadata()))))
        .containsEntry("user_name_attribute", "urn:oid:0.9.2342.19200300.100.1.1")
        .containsEntry("metadata_signer", "")
        .containsEntry("unsolicited", false)
        .doesNotContainKeys("issuer", "has_client_secret");
  }

  @Test
  void speakSaml() {
    Map<String, Object> shown =
        add(saml(Map.of("metadata", "\n" + idp.metadata(), "unsolicited", true)));

    assertThat(shown)
        .containsEntry("protocol", "saml")
        .containsEntry("entity_id", idp.entityId())
        .containsEntry("metadata", idp.metadata().strip())
        .containsEntry("metadata_url", "")
        .containsEntry("unsolicited", true);
    assertThat(admin.get(HOUSE).updated()).isEqualTo(shown);
  }

  @Test
  void areReadFromTheirAddress() throws IOException {
    try (DocumentServer server = DocumentServer.of(idp::metadata)) {
      String url = server.address().toString();
      assertThat(add(saml(Map.of("metadata_url", url))))
          .containsEntry("entity_id", idp.entityId())
          .containsEntry("metadata_url", url)
          .as("what the provider says there is no setting")
          .containsEntry("metadata", "");
    }
    // It stays where the address is taken away.
    assertThat(change(Map.of("metadata_url", "")))
        .containsEntry("metadata", idp.metadata())
        .containsEntry("metadata_url", "");
    assertThat(change(Map.of("metadata", idp.metadata())))
        .as("the same text is no other metadata")
        .containsEntry("metadata", idp.metadata());
    assertThat(AuditLog.count(works, "provider-change")).isOne();
  }

  @Test
  void takeMetadataThatIsLongerThanAnyOtherBody() {
    String comment = "<!--" + "x".repeat(100_000) + "-->";
    assertThat(add(saml(Map.of("metadata", idp.metadata() + comment))))
        .containsEntry("entity_id", idp.entityId());
    assertThat(
            change(Map.of("metadata", idp.metadata() + comment + comment))
                .get("metadata")
                .toString())
        .endsWith(comment + comment);
    admin
        .patch(HOUSE, Map.of("metadata", "x".repeat(256 * 1024 + 1)))
        .refuses(400, "Bad Request: The metadata has more than 262144 characters.");
    admin.patch(HOUSE, Map.of("metadata", "x".repeat(512 * 1024))).refuses(413, "");
    admin.post(PROVIDERS, Map.of("metadata", "x".repeat(512 * 1024))).refuses(413, "");
  }

  @Test
  void areMadeAnewFromWhatIsShown() {
    works.addRole("reader");
    Workspace other = Workspace.signUp();
    other.addRole("reader");
    for (Map<String, Object> members :
        List.of(
            oidc(Map.of("default_roles", List.of("reader"), "scopes", "profile")),
            saml(Map.of("name", "Other", "metadata", idp.metadata())))) {
      Map<String, Object> shown = new HashMap<>(add(members));
      Map<String, Object> sent = new HashMap<>(shown);
      READ_ONLY.forEach(sent::remove);
      Map<String, Object> again =
          new HashMap<>(other.administrator().api().post(PROVIDERS, sent).is(201).updated());
      assertThat(again.remove("id")).isNotEqualTo(shown.remove("id"));
      shown.computeIfPresent("has_client_secret", (name, had) -> false);
      assertThat(again).isEqualTo(shown);
      sent.remove("protocol");
      admin.patch(PROVIDERS + "/" + members.get("name"), sent).is(200);
    }
    assertThat(AuditLog.count(works, "provider-change")).as("nothing was changed").isZero();
  }

  @Test
  void areListedByName() {
    add(saml(Map.of("metadata", idp.metadata())));
    add(oidc(Map.of("name", "Another")));

    Reply all = admin.get(PROVIDERS).is(200);
    assertThat(all.parts("identity_providers"))
        .extracting(shown -> shown.get("name"))
        .containsExactly("Another", "House");
    assertThat(all.json()).containsEntry("total", 2L).containsEntry("page", 1L);
    Reply second = admin.get(PROVIDERS + "?page=2&page_size=1").is(200);
    assertThat(second.parts("identity_providers")).hasSize(1);
    assertThat(second.json()).containsEntry("total", 2L);
    assertThat(admin.get(PROVIDERS + "?search=HOU").is(200).json()).containsEntry("total", 1L);
    admin.get(PROVIDERS + "?page=0").refuses(400, "Bad Request");
  }

  // Their secret

  @Test
  void neverTellTheirSecret() {
    Reply made = admin.post(PROVIDERS, oidc(Map.of())).is(201);
    Reply changed = admin.patch(HOUSE, Map.of("client_secret", "other s3cret")).is(200);

    for (Reply reply : List.of(made, changed, admin.get(HOUSE), admin.get(PROVIDERS))) {
      assertThat(reply.body()).doesNotContain("s3cret");
      assertThat(reply.header("Cache-Control")).contains("no-store");
    }
    assertThat(
            Database.count(
                "select count(*) from audit_event where detail like '%s3cret%'"
                    + " or changes like '%s3cret%'"))
        .isZero();
    assertThat(AuditLog.latest(works, "provider-change"))
        .isEqualTo("ok, by ann, of -, # another client secret ");
    assertThat(change(Map.of("client_secret", ""))).containsEntry("has_client_secret", false);
    assertThat(change(Map.of("client_secret", "x"))).containsEntry("has_client_secret", true);
    assertThat(change(Map.of("enabled", true))).containsEntry("has_client_secret", true);
  }

  // How they change

  @Test
  void areChangedByMember() {
    works.addRole("reader");
    Map<String, Object> before = add(oidc(Map.of()));
    List<Map<String, ?>> changes =
        List.of(
            Map.of("enabled", true),
            Map.of("always_anew", true),
            Map.of("subject_attribute", "oid"),
            Map.of("user_name_attribute", "nickname"),
            Map.of("display_name_attribute", ""),
            Map.of("email_attribute", "mail"),
            Map.of("groups_attribute", "teams"),
            Map.of("groups_separator", ","),
            Map.of("emails_owned", true),
            Map.of("creating", true),
            Map.of("default_roles", List.of("reader")),
            Map.of("group_roles", List.of(Map.of("group", "staff", "role", "reader"))),
            Map.of("client_id", "other"),
            Map.of("hosted_domain", "corp.example"),
            Map.of("scopes", "profile"));
    for (Map<String, ?> change : changes) {
      Map<String, Object> expected = with(before, change);
      assertThat(change(change)).isEqualTo(expected);
      before = expected;
    }
    assertThat(AuditLog.count(works, "provider-change")).isEqualTo(changes.size());
    assertThat(change(Map.of("default_roles", List.of(), "group_roles", List.of())))
        .isEqualTo(with(before, Map.of("default_roles", List.of(), "group_roles", List.of())));
  }

  @Test
  void areChangedByMemberOfSaml() {
    Map<String, Object> before = add(saml(Map.of("metadata", idp.metadata())));
    assertThat(change(Map.of("unsolicited", true)))
        .isEqualTo(with(before, Map.of("unsolicited", true)));
    idp.changeKey();
    String newer = idp.metadata().strip();
    assertThat(change(Map.of("metadata", newer)))
        .isEqualTo(with(before, Map.of("unsolicited", true, "metadata", newer)));
    admin.patch(HOUSE, Map.of("metadata_signer", "none")).refuses(400, "Bad Request: The signer");
    admin
        .patch(HOUSE, Map.of("metadata", new FakeIdp("other").metadata()))
        .refuses(400, "Bad Request: The metadata is another provider's.");
  }

  @Test
  void areLeftAloneByWhatSaysNothingNew() {
    works.addRole("reader");
    Map<String, Object> said = oidc(Map.of("default_roles", List.of("reader"), "enabled", true));
    Map<String, Object> shown = add(said);
    Map<String, Object> same = new HashMap<>(said);
    same.remove("protocol");
    same.put("default_roles", List.of("READER"));

    assertThat(change(same)).isEqualTo(shown);
    assertThat(change(Map.of())).isEqualTo(shown);
    assertThat(
            admin
                .patch(HOUSE, "{\"enabled\": null, \"scopes\": null, \"client_secret\": null}")
                .is(200)
                .updated())
        .isEqualTo(shown);
    assertThat(AuditLog.count(works, "provider-change")).isZero();
  }

  @Test
  void areCalledOtherwise() {
    Map<String, Object> shown = add(oidc(Map.of()));
    assertThat(change(Map.of("name", "Mansion")).get("id")).isEqualTo(shown.get("id"));
    admin.get(HOUSE).refuses(404, "Not Found");
    admin.get(PROVIDERS + "/mansion").is(200);
    assertThat(AuditLog.latest(works, "provider-change"))
        .isEqualTo("ok, by ann, of -, # {'name':['House','Mansion']}");
  }

  @Test
  void undoNothingThatIsChangedAtTheSameMoment() {
    add(oidc(Map.of()));
    Map<String, Map<String, ?>> changes =
        Map.of(
            "enabled", Map.of("enabled", true),
            "creating", Map.of("creating", true),
            "emails_owned", Map.of("emails_owned", true));

    Map<String, Integer> outcomes = new HashMap<>();
    List<String> members = List.copyOf(changes.keySet());
    List<Integer> statuses =
        AtOnce.call(
            members.stream()
                .map(
                    member ->
                        (Callable<Integer>) () -> admin.patch(HOUSE, changes.get(member)).status())
                .toList());
    for (int i = 0; i < members.size(); i++) {
      outcomes.put(members.get(i), statuses.get(i));
    }

    assertThat(outcomes.values()).contains(200).isSubsetOf(200, 409);
    Map<String, Object> now = admin.get(HOUSE).updated();
    outcomes.forEach(
        (member, status) -> assertThat(now).as(member).containsEntry(member, status == 200));
  }

  @Test
  void areThereOnce() {
    add(oidc(Map.of()));
    refuses(409, oidc(Map.of("name", "Other")), "has this identity provider already");
    refuses(
        409,
        saml(Map.of("name", "hOUSE", "metadata", idp.metadata())),
        "an identity provider of this name");
    add(saml(Map.of("name", "Other", "metadata", idp.metadata())));
    admin
        .patch(PROVIDERS + "/other", Map.of("name", "House"))
        .refuses(409, "Conflict: The workspace has an identity provider of this name.");
    List<Integer> statuses;
    try (FakeProvider third = new FakeProvider()) {
      Map<String, Object> members = oidc(Map.of("name", "Third", "issuer", third.issuer()));
      statuses = AtOnce.call(3, () -> admin.post(PROVIDERS, members).status());
    }
    assertThat(Collections.frequency(statuses, 201)).isOne();
    assertThat(Collections.frequency(statuses, 409)).isEqualTo(2);
  }

  @Test
  void areRemovedWithTheSessionsTheyOpened() {
    Visitor visitor = new Visitor(DeployedGatehouse.base());
    logIn(visitor, add(oidc(Map.of("enabled", true, "creating", true))));
    assertThat(visitor.get("/api/1/user/" + person).statusCode()).isEqualTo(200);

    admin.delete(HOUSE).is(204);
    assertThat(visitor.get("/api/1/user/" + person).statusCode()).isEqualTo(401);
    admin.get(HOUSE).refuses(404, "Not Found");
    admin.delete(HOUSE).refuses(404, "Not Found");
    admin.patch(HOUSE, Map.of("enabled", true)).refuses(404, "Not Found");
    assertThat(AuditLog.latest(works, "provider-remove")).contains("'name':['House','']");
  }

  @Test
  void stayWhereOneIsAMust() {
    add(oidc(Map.of("enabled", true)));
    admin.patch("/api/1/sign-on-policy", Map.of("required", true, "way_back", "ann")).is(200);

    admin.patch(HOUSE, Map.of("enabled", false)).refuses(409, "Conflict: People must log in");
    admin.delete(HOUSE).refuses(409, "Conflict: People must log in");
    assertThat(admin.get(HOUSE).updated()).containsEntry("enabled", true);
  }

  // What they do

  /** Logs in as a person in the groups all and staff. */
  private void logIn(Visitor visitor, Map<String, Object> shown) {
    provider
        .subject(person)
        .claims(
            claims ->
                claims
                    .claim("preferred_username", person)
                    .claim("name", "Somebody")
                    .claim("email", person + "@corp.example")
                    .claim("groups", List.of("all", "staff")));
    assertThat(
            visitor
                .get("/v1/auth/oidc/login?provider=" + shown.get("id"), "Accept", "text/html")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void logPeopleInByOpenIdConnect() {
    works.addRole("reader");
    works.addRole("writer");
    Map<String, Object> shown =
        add(
            oidc(
                Map.of(
                    "enabled",
                    true,
                    "creating",
                    true,
                    "default_roles",
                    List.of("reader"),
                    "group_roles",
                    List.of(Map.of("group", "staff", "role", "writer")))));

    Visitor visitor = new Visitor(DeployedGatehouse.base());
    logIn(visitor, shown);

    assertThat(visitor.get("/api/1/user/" + person).statusCode()).isEqualTo(200);
    assertThat(admin.get("/api/1/user/" + person).is(200).updated())
        .containsEntry("email", person + "@corp.example")
        .containsEntry("roles", List.of("reader", "writer"));
    change(Map.of("enabled", false));
    assertThat(visitor.get("/api/1/user/" + person).statusCode())
        .as("the session that it opened has ended")
        .isEqualTo(401);
  }

  @Test
  void logPeopleInBySaml() {
    Map<String, Object> shown =
        add(
            saml(
                Map.of(
                    "metadata",
                    idp.metadata(),
                    "enabled",
                    true,
                    "creating",
                    true,
                    "user_name_attribute",
                    "uid",
                    "email_attribute",
                    "mail")));

    SamlVisit visit = SamlVisit.leave(id(shown), "");
    String self = DeployedGatehouse.base() + "/v1/auth/saml/";
    String workspace = "?workspace=" + works.uid();
    FakeResponse response =
        idp.respond(self + "metadata" + workspace, self + "acs" + workspace, visit.requestId());
    response.nameId = person;
    response.attributes = Map.of("uid", List.of(person), "mail", List.of(person + "@corp.example"));
    Reply back = visit.comeBack(works.uid(), response.xml()).is(303);

    Api api = Api.anonymous().withCookie(back.cookie("gatehouse").orElseThrow());
    api.get("/api/1/user/" + person).is(200);
  }

  @Test
  void areOnThePageWhatTheyAreHere() {
    works.addRole("reader");
    UUID id =
        id(
            add(
                oidc(
                    Map.of(
                        "enabled",
                        true,
                        "groups_separator",
                        ";",
                        "group_roles",
                        List.of(Map.of("group", "staff", "role", "reader"))))));
    PageForm form = new PageForm(ann, "/admin/identity-provider?id=" + id);
    Document page = form.page();
    assertThat(page.getElementById("providerName").val()).isEqualTo("House");
    assertThat(page.getElementById("issuer").val()).isEqualTo(provider.issuer());
    assertThat(page.getElementById("groupsSeparator").val()).isEqualTo(";");
    assertThat(page.getElementById("groupRoles").text()).isEqualTo("staff = reader");
    assertThat(page.getElementById("enabled").hasAttr("checked")).isTrue();

    form.press("save", Map.of("scopes", "profile")).is(302);
    assertThat(admin.get(HOUSE).updated())
        .containsEntry("scopes", "profile")
        .containsEntry("group_roles", List.of(Map.of("group", "staff", "role", "reader")))
        .containsEntry("has_client_secret", true);
  }

  // What is refused

  @Test
  void areRefusedAgainstTheRules() {
    refuses(400, Map.of("protocol", "oidc"), "name is missing.");
    refuses(400, Map.of("name", "House"), "protocol is missing.");
    refuses(400, oidc(Map.of("protocol", "ldap")), "protocol must be saml or oidc.");
    refuses(400, oidc(Map.of("protocol", 1)), "protocol must be a string.");
    refuses(400, oidc(Map.of("name", "x".repeat(65))), "The name must have 1 to 64");
    refuses(400, oidc(Map.of("name", " ")), "The name must have 1 to 64");
    refuses(400, oidc(Map.of("enabled", "yes")), "enabled must be true or false.");
    refuses(400, oidc(Map.of("id", "mine")), "Unknown field.");
    refuses(400, oidc(Map.of("system_trusted", true)), "Unknown field.");
    refuses(400, oidc(Map.of("metadata", "<x/>")), "Unknown field.");
    refuses(400, oidc(Map.of("email_attribute", "x".repeat(256))), "at most 255 visible");
    refuses(400, oidc(Map.of("email_attribute", "a\u0000")), "at most 255 visible");
    refuses(400, oidc(Map.of("groups_separator", "and")), "What parts groups is a sign");
    refuses(400, oidc(Map.of("default_roles", "reader")), "must be a list of strings.");
    refuses(400, oidc(Map.of("default_roles", List.of("nobody"))), "no role of such a name");
    refuses(400, oidc(Map.of("issuer", "nonsense")), "The issuer must be an https address");
    refuses(400, oidc(Map.of("issuer", "")), "The issuer must be an https address");
    refuses(400, oidc(Map.of("issuer", "http://127.0.0.1:1")), "gets no answer");
    refuses(400, oidc(Map.of("client_id", "")), "The client id has 1 to 255");
    refuses(400, oidc(Map.of("client_id", "x".repeat(256))), "The client id has 1 to 255");
    refuses(400, oidc(Map.of("client_secret", "x".repeat(801))), "800 characters at the most");
    refuses(400, oidc(Map.of("client_secret", 1)), "client_secret must be a string.");
    refuses(400, oidc(Map.of("scopes", "a\"")), "Scopes are words");
    refuses(400, oidc(Map.of("hosted_domain", "a b")), "The domain must look like");
    refuses(400, saml(Map.of()), "Give the metadata, or its address.");
    refuses(400, saml(Map.of("issuer", provider.issuer())), "Unknown field.");
    refuses(400, saml(Map.of("metadata", "<x/>")), "The metadata is XML, but not metadata");
    refuses(400, saml(Map.of("metadata", "x")), "The metadata is no XML");
    refuses(400, saml(Map.of("metadata", 1)), "metadata must be a string.");
    refuses(400, saml(Map.of("metadata_url", "x")), "The address of the metadata must be");
    refuses(
        400,
        saml(Map.of("metadata_url", "https://idp.example/" + "x".repeat(2_000))),
        "The address of the metadata must be");
    refuses(
        400,
        saml(Map.of("metadata", idp.metadata(), "metadata_signer", "x".repeat(10_001))),
        "The signer of the metadata must be");
    for (String body : List.of("", "[]", "{", "{}", "{\"name\": null, \"protocol\": \"oidc\"}")) {
      admin.post(PROVIDERS, body).refuses(400, "Bad Request");
    }
    assertThat(admin.get(PROVIDERS).parts("identity_providers")).isEmpty();
    assertThat(AuditLog.count(works, "provider-add")).isZero();
  }

  @Test
  void giveRolesThatTheWorkspaceHas() {
    works.addRole("reader");
    for (Object wrong :
        List.of(
            "staff = reader",
            List.of("staff = reader"),
            List.of(Map.of("group", "staff")),
            List.of(Map.of("group", 1, "role", "reader")),
            List.of(Map.of("group", "staff", "role", "reader", "more", "")),
            List.of(Map.of("group", "staff", "role", "")),
            List.of(Map.of("group", "staff", "role", "nobody")),
            List.of(Map.of("group", "", "role", "reader")),
            List.of(Map.of("group", "a\nb", "role", "reader")),
            List.of(Map.of("group", "g", "role", "a=reader")),
            List.of(Map.of("group", "x".repeat(256), "role", "reader")),
            IntStream.range(0, 101)
                .mapToObj(n -> Map.of("group", "g" + n, "role", "reader"))
                .toList())) {
      admin.post(PROVIDERS, oidc(Map.of("group_roles", wrong))).refuses(400, "Bad Request");
    }
  }

  @Test
  void areNotChangedAgainstTheRules() {
    Map<String, Object> shown = add(oidc(Map.of()));
    admin
        .patch(HOUSE, Map.of("issuer", "http://127.0.0.1:1"))
        .refuses(400, "Bad Request: This server gets no answer");
    try (FakeProvider other = new FakeProvider()) {
      admin
          .patch(HOUSE, Map.of("issuer", other.issuer()))
          .refuses(400, "Bad Request: The issuer is another provider's");
    }
    admin.patch(HOUSE, Map.of("name", "")).refuses(400, "Bad Request: The name");
    admin.patch(HOUSE, Map.of("protocol", "oidc")).refuses(400, "Bad Request: Unknown field.");
    admin.patch(HOUSE, Map.of("metadata", "x")).refuses(400, "Bad Request: Unknown field.");
    admin.patch(HOUSE, "[]").refuses(400, "Bad Request");
    admin
        .patch(HOUSE, Map.of("client_secret", "x".repeat(801)))
        .refuses(400, "Bad Request: The client secret");
    assertThat(admin.get(HOUSE).updated()).isEqualTo(shown);
  }

  @Test
  void areForAdministratorsOfTheirWorkspace() {
    add(oidc(Map.of()));
    Api bob = works.add("bob").api();
    Api stranger = Workspace.signUp().administrator().api();

    bob.get(PROVIDERS).refuses(403, "Forbidden");
    bob.get(HOUSE).refuses(403, "Forbidden");
    bob.post(PROVIDERS, oidc(Map.of())).refuses(403, "Forbidden");
    bob.patch(HOUSE, Map.of("enabled", true)).refuses(403, "Forbidden");
    bob.delete(HOUSE).refuses(403, "Forbidden");
    for (String path : List.of(PROVIDERS, HOUSE)) {
      Api.anonymous().get(path).refuses(401, "Unauthorized");
    }
    Api.anonymous().delete(HOUSE).refuses(401, "Unauthorized");
    stranger.get(HOUSE).refuses(404, "Not Found");
    stranger.patch(HOUSE, Map.of("enabled", true)).refuses(404, "Not Found");
    stranger.delete(HOUSE).refuses(404, "Not Found");
    assertThat(stranger.get(PROVIDERS).is(200).json()).containsEntry("total", 0L);
    assertThat(admin.get(HOUSE).updated()).containsEntry("enabled", false);
  }

  @Test
  void areChangedByWhoHasShownAMomentAgoWhoThatIs() {
    add(oidc(Map.of()));
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id = ?",
        UUID.fromString(ann.id()));

    for (Reply reply :
        List.of(
            admin.post(PROVIDERS, saml(Map.of("name", "Other", "metadata", idp.metadata()))),
            admin.patch(HOUSE, Map.of("enabled", true)),
            admin.delete(HOUSE))) {
      reply.refuses(403, "Forbidden");
      assertThat(reply.header("Gatehouse-Reauthentication")).contains("pwd");
    }
    assertThat(admin.get(PROVIDERS).is(200).parts("identity_providers"))
        .extracting(shown -> shown.get("enabled"))
        .containsExactly(false);
  }

  // Who may log in with them

  @Test
  void areTrustedBySystemAdministratorsUntilSomebodyElseChangesThem() {
    add(oidc(Map.of()));
    String trust = HOUSE + "/system-trust";
    admin.put(trust, Map.of()).refuses(403, "Forbidden");
    admin.delete(trust).refuses(403, "Forbidden");
    rank(true);
    try {
      Api root = ann.logInAgain().api();
      assertThat(root.put(trust, Map.of()).is(200).updated()).containsEntry("system_trusted", true);
      assertThat(root.delete(trust).is(200).updated()).containsEntry("system_trusted", false);
      assertThat(root.put(trust, Map.of()).is(200).updated()).containsEntry("system_trusted", true);
      root.put(PROVIDERS + "/nobody/system-trust", Map.of()).refuses(404, "Not Found");
      assertThat(root.patch(HOUSE, Map.of("enabled", true)).is(200).updated())
          .containsEntry("system_trusted", true);
    } finally {
      rank(false);
    }
    admin = ann.logInAgain().api();
    assertThat(change(Map.of("enabled", true))).containsEntry("system_trusted", true);
    assertThat(change(Map.of("enabled", false))).containsEntry("system_trusted", false);
  }

  private void rank(boolean on) {
    Database.update(
        "update user_account set system_administrator = ? where id = ?",
        on,
        UUID.fromString(ann.id()));
  }
}
