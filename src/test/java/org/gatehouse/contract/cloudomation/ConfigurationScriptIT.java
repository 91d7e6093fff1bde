package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.federation.saml.FakeIdp;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.FakeProvider;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Ports;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Terminal;
import org.gatehouse.fixture.Terminal.Run;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Configuration as code: the script {@code gatehouse}, run as people run it. On one server: what it
 * asks is tested on both, and a script takes its time.
 */
@Tag("payara")
@ExtendWith(DeployedGatehouse.class)
class ConfigurationScriptIT {
  /** Something of each section, with all that is odd about names and values. */
  private static final String FULL =
      """
      {
        "datasources": {"ledger": {"description": "The books"}, "sales": {}},
        "roles": {
          "finance": {"description": "Grüße, \\"€\\" $HOME `id` \\\\n", "datasources": ["sales", "ledger"]},
          "empty": {}
        },
        "service_accounts": {
          "nightly": {"display_name": "Nightly job", "roles": ["finance"], "key": {"file": "nightly.key"}},
          "resting": {"status": "inactive", "key": {"file": "resting.key"}}
        },
        "clients": {
          "Web shop & café/100%": {
            "redirect_uris": ["https://shop.example.com/b", "https://shop.example.com/a"],
            "roles": ["finance", "workspace-admin"],
            "default_max_age": 60,
            "logo_uri": "https://shop.example.com/logo.png",
            "client_secret": {"file": "shop.secret"}
          },
          "Page": {"redirect_uris": ["https://page.example.com/"], "token_endpoint_auth_method": "none"}
        }
      }
      """;

  private static final String ROLES = "{\"roles\": {\"finance\": {\"description\": \"Books\"}}}";

  private final FakeProvider provider = new FakeProvider();

  @TempDir private Path temporary;
  private Terminal terminal;
  private Workspace works;
  private Person ann;

  @BeforeAll
  static void assumeInstalled() {
    Terminal.assumeInstalled();
  }

  @BeforeEach
  void found() throws IOException {
    terminal = new Terminal(temporary);
    terminal.download("gatehouse");
    works = Workspace.signUp();
    ann = works.administrator();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private static Map<String, String> as(Person person) {
    return Map.of("GATEHOUSE_WORKSPACE", person.workspace(), "GATEHOUSE_USER", person.name());
  }

  private Run run(Map<String, String> environment, List<String> answers, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", "gatehouse"));
    command.addAll(List.of(arguments));
    return terminal.run(command, environment, answers);
  }

  private Run run(Person person, String... arguments) throws Exception {
    return run(as(person), List.of(person.password()), arguments);
  }

  private Run run(String... arguments) throws Exception {
    return run(ann, arguments);
  }

  /** Applies this file to the own workspace. */
  private Run apply(String file, String... options) throws Exception {
    terminal.write("file.json", file);
    List<String> arguments = new ArrayList<>(List.of("apply"));
    arguments.addAll(List.of(options));
    arguments.add("file.json");
    return run(arguments.toArray(String[]::new));
  }

  private String exported(Person person) throws Exception {
    Run run = run(person, "export", "-o", "exported.json").is(0);
    assertThat(run.output()).isEmpty();
    return terminal.read("exported.json");
  }

  /** As if the sessions of this person had been opened long ago. */
  private static void waits(Person person) {
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id = ?",
        UUID.fromString(person.id()));
  }

  @Test
  void keepsWhatIsDemandedOfLogins() throws Exception {
    works.addRole("finance");
    String file =
        """
        {"authentication_policy": {"second_factor": "required", "grace_days": 14,
          "second_factor_roles": ["workspace-admin", "finance"]}}
        """;
    assertThat(apply(file).is(0).output())
        .isEqualTo(
            "~ authentication_policy: second_factor: \"not-required\" -> \"required\","
                + " second_factor_roles: [] -> [\"workspace-admin\",\"finance\"],"
                + " grace_days: 0 -> 14\n");
    assertThat(apply(file).is(0).output()).isEmpty();
    assertThat(apply("{\"authentication_policy\": {\"grace_days\": 7}}").is(0).output())
        .isEqualTo("~ authentication_policy: grace_days: 14 -> 7\n");
    assertThat(ann.api().get("/api/1/authentication-policy").updated())
        .containsEntry("second_factor", "required")
        .containsEntry("grace_days", 7L);
    assertThat(exported(ann)).contains("\"grace_days\": 7");
    apply("{\"authentication_policy\": {\"second_factor_roles\": [\"nobody\"]}}")
        .fails("second_factor_roles: there is no \"nobody\".");
  }

  @Test
  void saysWhereTheAuditLogIsSent() throws Exception {
    apply("{\"audit_webhook\": {\"address\": \"https://siem.example/hook\"}}")
        .fails("audit_webhook: secret must say where the secret is");
    assertThat(ann.api().get("/api/1/audit-webhook").updated()).containsEntry("status", "none");
    terminal.write("siem.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
    String file =
        """
        {"audit_webhook": {"address": "https://siem.example/hook", "types": ["lock", "login"],
          "outcome": "not-ok", "secret": {"file": "siem.secret"}}}
        """;
    assertThat(apply(file).is(0).output())
        .isEqualTo(
            "~ audit_webhook: address: null -> \"https://siem.example/hook\","
                + " types: [] -> [\"lock\",\"login\"], outcome: null -> \"not-ok\","
                + " secret from \"siem.secret\"\n");
    assertThat(apply(file).is(0).output()).isEmpty();
    assertThat(exported(ann))
        .contains("\"secret\": {", "\"file\": \"audit_webhook.secret\"")
        .doesNotContain("whsec_");

    terminal.write("siem.secret", "whsec_" + "A".repeat(40));
    assertThat(apply(file, "--rotate", "audit_webhook/").is(0).output())
        .isEqualTo("~ audit_webhook: secret from \"siem.secret\"\n");
    assertThat(ann.api().get("/api/1/audit-webhook").updated().get("old_secret_until")).isNotNull();
    apply("{\"audit_webhook\": {\"secret\": \"whsec_x\"}}").fails("secret must say where");
    assertThat(apply("{\"audit_webhook\": {\"outcome\": null}}").is(0).output())
        .isEqualTo("~ audit_webhook: outcome: \"not-ok\" -> null\n");
    assertThat(apply("{\"audit_webhook\": {\"address\": null}}").is(0).output())
        .isEqualTo("~ audit_webhook: address: \"https://siem.example/hook\" -> null\n");
  }

  private static long openSessions(Person person) {
    return Database.count(
        "select count(*) from login_session where user_id = ? and ended_at is null",
        UUID.fromString(person.id()));
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    Run run = terminal.run(List.of("shellcheck", "gatehouse"), Map.of(), List.of());
    assertThat(run.is(0).output()).isEmpty();
  }

  @Test
  void exportsAnEmptyWorkspace() throws Exception {
    long sessions = openSessions(ann);
    Run run = run("export").is(0);

    assertThat(run.output())
        .isEqualTo(
            """
            {
              "datasources": {},
              "roles": {},
              "service_accounts": {},
              "clients": {},
              "identity_providers": {},
              "sign_on_policy": {
                "required": false,
                "way_back": null,
                "return_addresses": []
              },
              "branding": {
                "name": null,
                "light_color": null,
                "dark_color": null,
                "help_link": null,
                "imprint_link": null,
                "privacy_link": null,
                "logo": null
              },
              "authentication_policy": {
                "second_factor": "not-required",
                "second_factor_roles": [],
                "grace_days": 0,
                "password_minimum": null,
                "session_idle_minutes": null,
                "session_lifetime_hours": null,
                "remember_days": null,
                "trusted_device_days": 0,
                "key_days": null,
                "administering_keys": true,
                "networks": [],
                "idle_days": null,
                "self_deletion": false
              },
              "audit_webhook": {
                "address": null,
                "types": [],
                "outcome": null
              }
            }
            """);
    assertThat(openSessions(ann)).isEqualTo(sessions);
  }

  @Test
  void takesWhatOneWorkspaceHasToAnother() throws Exception {
    apply(FULL).is(0);
    String exported = exported(ann);
    Person other = Workspace.signUp().administrator();

    // Its secrets would be written over those of the first.
    Path away = Files.createDirectory(terminal.file("other"));
    terminal.write("other/exported.json", exported);
    run(other, "apply", "other/exported.json").is(0);

    assertThat(exported(other)).isEqualTo(exported).contains("Grüße, \\\"€\\\" $HOME `id` \\\\n");
    run(other, "apply", "--plan", "other/exported.json").is(0);
    try (var files = Files.list(away)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "exported.json",
              "nightly.key",
              "resting.key",
              "Web-shop-%26-caf%C3%A9%2F100%25.client_secret");
    }
  }

  @Test
  void changesNothingTheSecondTime() throws Exception {
    Run plan = apply(FULL, "--plan").is(2);
    assertThat(plan.output())
        .isEqualTo(
            """
            + datasources "ledger"
            + datasources "sales"
            + roles "finance"
            + roles "empty"
            + service_accounts "nightly": key to "nightly.key"
            + service_accounts "resting": key to "resting.key"
            + clients "Web shop & café/100%": client_secret to "shop.secret"
            + clients "Page"
            """);
    Run done = apply(FULL).is(0);
    assertThat(done.output().replaceAll(", client_id [0-9a-f-]{36}", "")).isEqualTo(plan.output());

    long changes = AuditLog.changes(works);
    assertThat(apply(FULL, "--plan").is(0).output()).isEmpty();
    assertThat(apply(FULL).is(0).output()).isEmpty();
    assertThat(AuditLog.changes(works)).isEqualTo(changes);
  }

  @Test
  void onlyTellsThePlan() throws Exception {
    works.addRole("finance");
    String before = exported(ann);
    long changes = AuditLog.changes(works);

    Run run = apply(FULL, "--plan", "--prune").is(2);

    assertThat(run.output()).contains("~ roles \"finance\": description: \"\" -> \"Grüße");
    assertThat(AuditLog.changes(works)).isEqualTo(changes);
    assertThat(exported(ann)).isEqualTo(before);
    assertThat(terminal.files())
        .containsExactlyInAnyOrder("gatehouse", "exported.json", "file.json");
  }

  @Test
  void changesWhatIsOtherwiseAndLeavesTheRest() throws Exception {
    apply(FULL).is(0);
    works.addRole("other");

    Run run =
        apply(
                """
                {"roles": {"finance": {"datasources": ["ledger"]}},
                 "service_accounts": {"resting": {"status": "active"}, "nightly": {"status": "active"}},
                 "clients": {"Page": {"consent": "once", "client_uri": "https://page.example.com/"},
                   "Web shop & café/100%": {"default_max_age": null,
                     "redirect_uris": ["https://shop.example.com/a", "https://shop.example.com/b"]}}}
                """)
            .is(0);

    assertThat(run.output())
        .isEqualTo(
            """
            ~ roles "finance": datasources: ["ledger","sales"] -> ["ledger"]
            ~ service_accounts "resting": status: "inactive" -> "active"
            ~ clients "Page": client_uri: null -> "https://page.example.com/", consent: "never" -> "once"
            ~ clients "Web shop & café/100%": default_max_age: 60 -> null
            """);
    assertThat(exported(ann)).contains("\"other\"", "logo.png", "Grüße");
  }

  @Test
  void removesWhatTheFileLacksOnlyIfAsked() throws Exception {
    apply(FULL).is(0);
    String roles = "{\"service_accounts\": {}, \"roles\": {\"empty\": {}}}";
    assertThat(apply(roles).is(0).output()).isEmpty();

    assertThat(apply(roles, "--prune").is(0).output())
        .isEqualTo(
            """
            - service_accounts "nightly", which is deactivated: the name stays taken
            - roles "finance"
            """);

    assertThat(apply(roles, "--prune", "--plan").is(0).output()).isEmpty();
    assertThat(exported(ann)).contains("ledger", "Web shop", "empty").contains("\"inactive\"");
    apply("{\"clients\": {}, \"datasources\": {}}", "--prune").is(0);
    assertThat(exported(ann)).contains("\"datasources\": {}", "\"clients\": {}");
  }

  @Test
  void readsAllPages() throws Exception {
    for (int i = 0; i <= 200; i++) {
      works.addRole("role" + i);
    }
    assertThat(exported(ann).split("\"role\\d+\"", -1)).hasSize(202);
    assertThat(apply("{\"roles\": {}}", "--plan", "--prune").is(2).output()).hasLineCount(201);
  }

  @Test
  void writesSecretsThatWorkWhereTheFileSays() throws Exception {
    apply(FULL).is(0);

    for (String file : List.of("nightly.key", "shop.secret")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(terminal.file(file))))
          .isEqualTo("rw-------");
    }
    String key = terminal.read("nightly.key").strip();
    var nightly = new Program(Api.anonymous(), works.name(), "nightly", key, "");
    nightly.logIn().is(200);
    assertThat(terminal.read("shop.secret")).matches("gatehouse_cls_[\\w-]{43}\n");

    apply(
            "{\"clients\": {\"New\": {\"redirect_uris\": [\"https://new.example.com/\"],"
                + " \"client_secret\": {\"file\": \"shop.secret\"}}}}")
        .fails("clients \"New\": shop.secret is there already.");
  }

  @Test
  void makesSecretsAnewIfAsked() throws Exception {
    apply(FULL).is(0);
    String key = terminal.read("nightly.key");
    String secret = terminal.read("shop.secret");

    Run run =
        apply(
                FULL,
                "--rotate",
                "service_accounts/nightly",
                "--rotate",
                "clients/Web shop & café/100%")
            .is(0);

    assertThat(run.output())
        .isEqualTo(
            """
            ~ service_accounts "nightly": key to "nightly.key"
            ~ clients "Web shop & café/100%": client_secret to "shop.secret"
            """);
    assertThat(terminal.read("nightly.key")).startsWith("gatehouse_svc_").isNotEqualTo(key);
    assertThat(terminal.read("shop.secret")).startsWith("gatehouse_cls_").isNotEqualTo(secret);
    apply(FULL, "--rotate", "clients/Nobody")
        .fails("file.json: there is no secret for --rotate \"clients/Nobody\".");
  }

  @Test
  void makesASecretWhereThereIsOneFromNowOn() throws Exception {
    apply(FULL).is(0);
    String page =
        "{\"clients\": {\"Page\": {\"token_endpoint_auth_method\": \"client_secret_post\"%s}}}";

    apply(page.formatted("")).fails("clients \"Page\": client_secret must say where");
    apply(page.formatted(", \"client_secret\": {\"file\": \"page.secret\"}")).is(0);

    assertThat(terminal.read("page.secret")).startsWith("gatehouse_cls_");
  }

  /**
   * Two providers, of which the one has a secret in a variable, and nothing else lets people in.
   */
  private String singleSignOn() {
    Map<String, Object> oidc = new HashMap<>();
    oidc.put("protocol", "oidc");
    oidc.put("enabled", true);
    oidc.put("issuer", provider.issuer());
    oidc.put("client_id", FakeProvider.CLIENT);
    oidc.put("client_secret", Map.of("env", "HOUSE_SECRET"));
    oidc.put("creating", true);
    oidc.put("default_roles", List.of("reader"));
    oidc.put("group_roles", List.of(Map.of("group", "staff", "role", "writer")));
    Map<String, Object> saml =
        Map.of("protocol", "saml", "metadata", new FakeIdp("idp-" + works.uid()).metadata());
    return Api.json(
        Map.of(
            "roles",
            Map.of("reader", Map.of(), "writer", Map.of()),
            "identity_providers",
            Map.of("House", oidc, "Other", saml),
            "sign_on_policy",
            Map.of(
                "required",
                true,
                "way_back",
                "ann",
                "return_addresses",
                List.of("https://app.example.com/"))));
  }

  private Map<String, String> withHouseSecret(Person person) {
    Map<String, String> environment = new HashMap<>(as(person));
    environment.put("HOUSE_SECRET", FakeProvider.SECRET);
    return environment;
  }

  private Run applySingleSignOn(Person person, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("apply", "sso.json"));
    arguments.addAll(List.of(options));
    return run(
        withHouseSecret(person), List.of(person.password()), arguments.toArray(String[]::new));
  }

  @Test
  void keepsWhoLogsPeopleIn() throws Exception {
    terminal.write("sso.json", singleSignOn());
    run("apply", "sso.json")
        .fails("identity_providers \"House\": the variable HOUSE_SECRET isn't set.");

    Run done = applySingleSignOn(ann).is(0);

    assertThat(done.output())
        .contains(
            "+ identity_providers \"House\": client_secret from HOUSE_SECRET\n",
            "+ identity_providers \"Other\"\n",
            "~ sign_on_policy: required: false -> true, way_back: null -> \"ann\","
                + " return_addresses: [] -> [\"https://app.example.com/\"]\n")
        .doesNotContain(FakeProvider.SECRET);
    assertThat(ann.api().get("/api/1/identity-provider/House").updated())
        .containsEntry("has_client_secret", true);
    long changes = AuditLog.changes(works);
    assertThat(applySingleSignOn(ann, "--plan").is(0).output()).isEmpty();
    assertThat(applySingleSignOn(ann).is(0).output()).isEmpty();
    assertThat(AuditLog.changes(works)).isEqualTo(changes);

    String exported = exported(ann);
    assertThat(exported)
        .contains("\"file\": \"House.client_secret\"")
        .doesNotContain(FakeProvider.SECRET);
    Person other = Workspace.signUp().administrator();
    run(other, "apply", "exported.json").fails("House.client_secret can't be read.");
    terminal.write("House.client_secret", FakeProvider.SECRET + "\n");
    run(other, "apply", "exported.json").is(0);
    assertThat(exported(other)).isEqualTo(exported);
  }

  @Test
  void sendsASecretAgainIfAskedAndTakesProvidersAway() throws Exception {
    terminal.write("sso.json", singleSignOn());
    applySingleSignOn(ann).is(0);

    Map<String, String> another = new HashMap<>(as(ann));
    another.put("HOUSE_SECRET", "another one");
    Run rotated =
        run(
            another,
            List.of(ann.password()),
            "apply",
            "sso.json",
            "--rotate",
            "identity_providers/House");
    assertThat(rotated.is(0).output())
        .isEqualTo("~ identity_providers \"House\": client_secret from HOUSE_SECRET\n");
    assertThat(AuditLog.latest(works, "provider-change")).contains("another client secret");
    apply("{\"identity_providers\": {\"Other\": {\"protocol\": \"oidc\"}}}")
        .fails("identity_providers \"Other\": protocol can't change. Remove it first.");

    // The last one can't be disabled while people need it, so the policy comes first.
    assertThat(
            apply(
                    """
                    {"identity_providers": {"House": {"protocol": "oidc", "enabled": false}},
                     "sign_on_policy": {"required": false, "way_back": null}}
                    """,
                    "--prune")
                .is(0)
                .output())
        .isEqualTo(
            """
            ~ sign_on_policy: required: true -> false, way_back: "ann" -> null
            ~ identity_providers "House": enabled: true -> false
            - identity_providers "Other"
            """);
    assertThat(exported(ann)).contains("https://app.example.com/").doesNotContain("\"Other\"");
  }

  @Test
  void showsNoSecretAndNoPassword() throws Exception {
    Map<String, String> environment =
        terminal.recording("curl", "jq", "grep", "mktemp", "mv", "rm");
    environment.putAll(as(ann));
    for (String name : List.of("PASSWORD", "ANSWER", "TOKEN", "BODY", "SECRET", "body", "reply")) {
      environment.put(name, "exported");
    }
    terminal.write("file.json", FULL);

    Run applied = run(environment, List.of(ann.password()), "apply", "file.json").is(0);
    terminal.write(
        "sso.json", singleSignOn().replace("\"env\":\"HOUSE_SECRET\"", "\"file\":\"house\""));
    terminal.write("house", FakeProvider.SECRET);
    run(environment, List.of(ann.password()), "apply", "sso.json").is(0);
    String exported = exported(ann);

    String key = terminal.read("nightly.key").strip();
    String secret = terminal.read("shop.secret").strip();
    assertThat(terminal.recorded())
        .contains("<curl>", "<jq>", "<mv>")
        .doesNotContain(ann.password(), key, secret, FakeProvider.SECRET, "eyJ");
    assertThat(applied.output() + exported).doesNotContain(ann.password(), key, secret, "eyJ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"roles\": {                                     | file.json is no JSON: parse error",
        "[]                                                | there must be one JSON object.",
        "{} {}                                             | there must be one JSON object.",
        "{\"people\": {}}                                  | unknown section \"people\". Known are: datasources",
        "{\"installation_clients\": {}}                    | unknown section \"installation_clients\".",
        "{\"roles\": [\"a\"]}                              | roles must be a JSON object.",
        "{\"roles\": {\"a\": 1}}                           | roles \"a\": it must be a JSON object.",
        "{\"roles\": {\" a\": {}}}                         | roles: \" a\" can't be a name",
        "{\"roles\": {\"a\": {\"desc\": \"\"}}}            | roles \"a\": unknown field \"desc\". Known are: description",
        "{\"roles\": {\"a\": {\"description\": null}}}     | roles \"a\": description can't be null.",
        "{\"roles\": {\"a\": {\"datasources\": [\"b\"]}}}  | roles \"a\": datasources: there is no \"b\".",
        "{\"roles\": {\"FINANCE\": {}}}                    | roles \"FINANCE\": the server writes this name \"finance\".",
        "{\"clients\": {\"a\": {\"redirect_uris\": []}}}   | clients \"a\": client_secret must say where to write",
        "{\"clients\": {\"a\": {\"client_secret\": \"geheim\"}}} | clients \"a\": client_secret must say where the secret is",
        "{\"clients\": {\"a\": {\"client_secret\": {\"env\": \"A\"}}}} | must say where the secret is, and not be it: {\"file\": \"path\"}.",
        "{\"clients\": {\"a\": {\"client_secret\": {\"file\": \"no/x\"}}}} | clients \"a\": no/x can't be written.",
        "{\"clients\": {\"a\": {\"roles\": [\"nobody\"], \"client_secret\": {\"file\": \"x\"}}}} | clients \"a\": roles: there is no \"nobody\".",
        "{\"identity_providers\": {\"a\": {\"issuer\": \"x\"}}} | identity_providers \"a\": protocol must be oidc or saml.",
        "{\"identity_providers\": {\"a\": {\"protocol\": \"saml\", \"issuer\": \"x\"}}} | unknown field \"issuer\". Known are: protocol",
        "{\"identity_providers\": {\"a\": {\"protocol\": \"oidc\", \"client_secret\": \"geheim\"}}} | {\"env\": \"NAME\"} or {\"file\": \"path\"}.",
        "{\"identity_providers\": {\"a\": {\"protocol\": \"oidc\", \"group_roles\": [{\"group\": \"a\", \"role\": \"b\"}]}}} | group_roles: there is no \"b\".",
        "{\"sign_on_policy\": {\"required\": null}} | sign_on_policy: required can't be null.",
        "{\"service_accounts\": {\"a\": {\"roles\": [\"user\"], \"key\": {\"file\": \"x\"}}}} | roles: there is no \"user\".",
      })
  void findsMistakesBeforeAnythingIsChanged(String file, String said) throws Exception {
    works.addRole("finance");
    long changes = AuditLog.changes(works);

    Run run = apply(file.replaceFirst("^\\{\"", "{\"datasources\": {\"new\": {}}, \""));

    run.fails(said);
    assertThat(run.output()).hasLineCount(1).doesNotContain("geheim");
    assertThat(AuditLog.changes(works)).isEqualTo(changes);
  }

  @Test
  void tellsAllMistakesOfAFile() throws Exception {
    assertThat(apply("{\"roles\": {\"a\": {\"b\": 1, \"c\": 2}}, \"d\": {}}").is(1).output())
        .hasLineCount(3);
  }

  @Test
  void tellsWhatIsNotDoneAfterAnErrorAndGoesOnWhenAppliedAgain() throws Exception {
    String file =
        """
        {"roles": {"a": {}}, "clients": {
          "First": {"redirect_uris": ["%s"], "token_endpoint_auth_method": "none"},
          "Second": {"redirect_uris": ["https://a.example/"], "token_endpoint_auth_method": "none"}}}
        """;

    Run run = apply(file.formatted("https://a.example/#fragment")).is(1);

    assertThat(run.output())
        .isEqualTo(
            """
            + roles "a"
            clients "First": 400: Bad Request: A redirect URI must look like\
             https://app.example.com/callback, without fragment or wildcard.
            Not done, or not all of it; apply again to go on:
            + clients "First"
            + clients "Second"
            """);
    assertThat(apply(file.formatted("https://a.example/")).is(0).output())
        .startsWith("+ clients \"First\", client_id ")
        .contains("+ clients \"Second\"");
    apply(file.formatted("https://a.example/"), "--plan").is(0);
  }

  @Test
  void tellsWhatTheServerHasMadeOtherwise() throws Exception {
    apply(
            "{\"clients\": {\"Page\": {\"redirect_uris\": [\"https://a.example/\"], \"scope\": \"openid  a\","
                + " \"token_endpoint_auth_method\": \"none\"}}}")
        .fails("+ clients \"Page\"", "clients \"Page\": scope is \"openid a\" now.");
  }

  @Test
  void namesThingsThatHaveOneName() throws Exception {
    for (int i = 0; i < 2; i++) {
      ann.api()
          .post(
              "/api/1/client",
              Map.of("client_name", "Shop", "redirect_uris", List.of("https://a.example/")))
          .is(201);
    }
    String said = "There are 2 clients called \"Shop\". Give each a name of its own.\n";
    assertThat(run("export").is(1).output()).isEqualTo(said);
    assertThat(apply("{\"clients\": {}}", "--prune").is(1).output()).isEqualTo(said);
    apply(ROLES).is(0);
  }

  @Test
  void wantsTheRightPassword() throws Exception {
    Run run = run(as(ann), List.of("wrong"), "export").is(1);
    assertThat(run.output()).isEqualTo("Authentication failed: 401: Unauthorized\n");
    assertThat(run(as(ann), List.of(), "export").is(1).output())
        .isEqualTo("Authentication failed: 400: Bad Request: password is missing.\n");
  }

  @Test
  void isForAdministrators() throws Exception {
    Person bob = works.add("bob");
    assertThat(run(bob, "export").is(1).output())
        .startsWith("The datasources can't be read: 403: Forbidden. This is for administrators")
        .hasLineCount(1);
    run("export", "--installation").fails("The installation_clients can't be read: 403: Forbidden");
  }

  @Test
  void namesAServerThatIsAway() throws Exception {
    Map<String, String> environment = new HashMap<>(as(ann));
    String nobody = "http://localhost:" + Ports.free();
    environment.put("GATEHOUSE_URL", nobody);
    run(environment, List.of(ann.password()), "export")
        .fails("Is " + nobody + " the right address, and can this machine reach it?");
    environment.put("GATEHOUSE_URL", "http://gatehouse.example");
    run(environment, List.of(ann.password()), "export").fails("GATEHOUSE_URL must look like https");
  }

  @Test
  void tellsOfMistakesInTheCommand() throws Exception {
    run().fails("Try: gatehouse help");
    run("apply").fails("Which file?");
    run("apply", "nothing.json").fails("nothing.json can't be read.");
    run("apply", "--plam", "file.json").fails("Unknown: --plam.");
    run("export", "--plan").fails("Unknown: --plan.");
    assertThat(run("help").is(0).output()).contains("gatehouse apply", "GATEHOUSE_TOKEN_FILE");
  }

  @Test
  void asksForACodeWhereTheServerWantsOne() throws Exception {
    Authenticator app = Authenticator.enrol(ann);
    terminal.write("file.json", ROLES);
    List<String> answers = List.of(ann.password(), app.codeAfter(1));
    run(as(ann), answers, "apply", "file.json").is(0);
    assertThat(ann.api().get("/api/1/role/finance").is(200).body()).contains("Books");
  }

  @Test
  void logsInWithAUserKeyThatIsInAFile() throws Exception {
    terminal.write("file.json", ROLES);
    Map<String, String> environment = new HashMap<>(as(ann));
    environment.put("GATEHOUSE_PASSWORD_FILE", "key");

    terminal.write("key", ann.makeKey());
    run(environment, List.of(), "apply", "file.json").fails("403: Forbidden");
    Map<String, Object> administering =
        Map.of("name", "CI", "current_password", ann.password(), "scopes", List.of("administer"));
    terminal.write(
        "key", ann.api().post("/api/1/user-key", administering).is(201).text("key") + "\n");
    run(environment, List.of(), "apply", "file.json").is(0);
  }

  @Test
  void takesATokenAndLeavesItsSession() throws Exception {
    Map<String, String> environment = Map.of("GATEHOUSE_TOKEN_FILE", "token");
    terminal.write("token", ann.token());
    terminal.write("file.json", FULL);
    waits(ann);

    Run run = run(environment, List.of(), "apply", "file.json");

    run.fails(
        "+ roles \"finance\"",
        "service_accounts \"nightly\": 403: Forbidden",
        "Run auth.bash again, or do without GATEHOUSE_TOKEN_FILE.",
        "+ clients \"Page\"");
    assertThat(ann.isLoggedIn()).isTrue();
    terminal.write("token", ann.logInAgain().token());
    run(environment, List.of(), "apply", "file.json").is(0);
    terminal.write("token", "eyJ");
    run(environment, List.of(), "export").fails("401: Unauthorized. The session has ended");
  }

  @Test
  void logsInAgainWhereTheFirstLoginIsTooLongAgo() throws Exception {
    // Just before something is added, time passes.
    Map<String, String> environment =
        new HashMap<>(
            terminal.replacing(
                "curl",
                """
                #!/usr/bin/env bash
                PATH=${PATH#*:}
                if [[ "$*" == *service-account* && "$*" == *POST* && ! -e waited ]]; then
                  : >waiting
                  until [[ -e waited ]]; do sleep 0.05; done
                fi
                exec curl "$@"
                """));
    environment.putAll(as(ann));
    terminal.write("file.json", FULL);
    long sessions = openSessions(ann);
    var timePasses =
        new Thread(
            () -> {
              try {
                while (!Files.exists(terminal.file("waiting"))) {
                  Thread.sleep(50);
                }
                waits(ann);
                terminal.write("waited", "");
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    timePasses.start();

    run(environment, List.of(ann.password()), "apply", "file.json").is(0);

    timePasses.join();
    assertThat(AuditLog.count(works, "login")).isEqualTo(2);
    assertThat(openSessions(ann)).isEqualTo(sessions);
  }

  @Test
  void keepsTheApplicationsOfTheInstallation() throws Exception {
    Person system = Workspace.first().administrator();
    String name = "Portal " + Workspace.unique();
    terminal.write(
        "all.json",
        """
        {"installation_clients": {"%s": {"redirect_uris": ["https://all.example/"],
          "roles": ["corpinc/finance"], "client_secret": {"file": "all.secret"}}}}
        """
            .formatted(name));

    String done = run(system, "apply", "--installation", "all.json").is(0).output();

    assertThat(done).startsWith("+ installation_clients \"" + name + "\": client_secret to");
    String id = done.strip().replaceFirst(".*client_id ", "");
    Map<String, Object> made =
        system.api().get("/api/1/installation-client/" + id).is(200).part("updated");
    assertThat(made).containsEntry("roles", List.of("corpinc/finance"));
    run(system, "export", "--installation", "-o", "exported.json").is(0);
    assertThat(terminal.read("exported.json")).contains(name).doesNotContain("\"roles\": {");
    run(system, "apply", "--installation", "--plan", "exported.json").is(0);
    run(system, "apply", "all.json").fails("unknown section \"installation_clients\"");
    system.api().delete("/api/1/installation-client/" + id).is(204);
  }

  /** All that the API tells is configuration, or known to be none. */
  @Test
  void exportsAllThatTheServerHas() throws Exception {
    apply(FULL).is(0);
    terminal.write("sso.json", singleSignOn());
    applySingleSignOn(ann).is(0);
    String exported = exported(ann);

    Map<String, List<String>> none =
        Map.of(
            "datasource", List.of("id", "name"),
            "role", List.of("id", "name"),
            "service-account", List.of("id", "name", "last_activity"),
            "client", List.of("client_id", "client_name", "client_id_issued_at", "last_used_at"),
            "identity-provider",
                List.of("id", "name", "system_trusted", "has_client_secret", "entity_id"));
    none.forEach(
        (path, known) ->
            ann.api()
                .get("/api/1/" + path)
                .parts(path.replace('-', '_') + "s")
                .forEach(
                    thing -> {
                      thing.keySet().removeAll(known);
                      assertThat(thing.keySet())
                          .isNotEmpty()
                          .allMatch(member -> exported.contains("\"" + member + "\": "));
                    }));
    assertThat(ann.api().get("/api/1/sign-on-policy").updated().keySet())
        .allMatch(member -> exported.contains("\"" + member + "\": "));
  }
}
