package org.gatehouse.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.net.Loopback;
import org.gatehouse.core.settings.Settings.AccountSettings;
import org.gatehouse.core.settings.Settings.MailSecurity;
import org.gatehouse.core.settings.Settings.SecondFactorSettings;
import org.gatehouse.core.user.Rank;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may set, and what is said of every mistake. */
class SettingsReaderTest {
  @Test
  void needsNoSettingAtAll() {
    Settings settings = Given.settings(Map.of());

    assertThat(settings.publicUrl()).hasToString("http://localhost:8080");
    assertThat(settings.isSecure()).isFalse();
    assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.database().isEmbedded()).isTrue();
    assertThat(settings.database()).hasToString("jdbc:h2:file:" + settings.data() + "/gatehouse");
    assertThat(settings.masterKey().present()).isEmpty();
    assertThat(settings.signUp().isOpen()).isTrue();
    assertThat(settings.signUp().bootstrap()).isEmpty();
    assertThat(settings.audience()).isEqualTo("http://localhost:8080");
    assertThat(settings.session().token()).isEqualTo(Duration.ofHours(12));
    assertThat(settings.session().idle()).isEqualTo(Duration.ofHours(12));
    assertThat(settings.session().rememberedIdle()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.session().lifetime()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.session().rememberedLifetime()).isEqualTo(Duration.ofDays(90));
    assertThat(settings.keys().rotation()).isEqualTo(Duration.ofDays(90));
    assertThat(settings.passwords().memoryKib()).isEqualTo(19_456);
    assertThat(settings.passwords().iterations()).isEqualTo(2);
    assertThat(settings.passwords().minimumLength()).isEqualTo(12);
    assertThat(settings.guesses().firstDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.guesses().perAddress()).isEqualTo(100);
    assertThat(settings.trustedProxies()).isEmpty();
    assertThat(settings.auditRetention()).isEqualTo(Duration.ofDays(365));
  }

  @Test
  void letsClocksDifferAsTheOperatorSays() {
    assertThat(Given.settings(Map.of()).clockTolerance()).isEqualTo(Duration.ofMinutes(1));
    assertThat(Given.settings(Map.of("GATEHOUSE_CLOCK_TOLERANCE", "PT2M")).clockTolerance())
        .isEqualTo(Duration.ofMinutes(2));
    for (String unfit : List.of("PT0S", "PT1H", "2")) {
      assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_CLOCK_TOLERANCE", unfit)))
          .isInstanceOf(InvalidSettings.class)
          .hasMessageContaining("GATEHOUSE_CLOCK_TOLERANCE");
    }
  }

  @Test
  void closesSignUpWithADatabaseServer() {
    Settings settings = Given.settings(withServer(Map.of()));

    assertThat(settings.signUp().isOpen()).isFalse();
    assertThat(Given.settings(withServer(Map.of("GATEHOUSE_SIGNUP", "open"))).signUp().isOpen())
        .isTrue();
  }

  @Test
  void wantsAMasterKeyWithADatabaseServer() {
    assertThatThrownBy(
            () -> Given.settings(Map.of("GATEHOUSE_DB_URL", "jdbc:postgresql://db/gatehouse")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_MASTER_KEY must be set with a database server");
  }

  @Test
  void letsRememberMeNotMakeASessionShorter() {
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_SESSION_REMEMBERED", "P7D")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(
            "GATEHOUSE_SESSION_REMEMBERED must not be shorter than GATEHOUSE_SESSION_LIFETIME.");
  }

  @Test
  void takesNoIdleLimitThatASessionInUseWouldMeet() {
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_SESSION_IDLE", "PT1M")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_SESSION_IDLE must be an ISO 8601 duration between PT5M");
  }

  @Test
  void takesABlankTextForNone() {
    Settings settings =
        Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", " ", "GATEHOUSE_BOOTSTRAP_USER", ""));

    assertThat(settings.publicUrl()).hasToString("http://localhost:8080");
    assertThat(settings.signUp().bootstrap()).isEmpty();
  }

  @Test
  void tellsEveryMistakeAtOnceInOneSentenceEach() {
    Map<String, String> wrong = new HashMap<>();
    wrong.put("GATEHOUSE_PORT", "http");
    wrong.put("GATEHOUSE_PUBLIC_URL", "http://login.example.com");
    wrong.put("GATEHOUSE_DB_URL", "jdbc:mysql://db/gatehouse");
    wrong.put("GATEHOUSE_SIGNUP", "yes");
    wrong.put("GATEHOUSE_MASTER_KEY", "secret");
    wrong.put("GATEHOUSE_SESSION_LIFETIME", "12h");
    wrong.put("GATEHOUSE_SESSION_ADDRESS", "no");
    wrong.put("GATEHOUSE_KEY_ROTATION", "PT5S");
    wrong.put("GATEHOUSE_ARGON2_MEMORY", "64");
    wrong.put("GATEHOUSE_PASSWORD_MINIMUM", "4");
    wrong.put("GATEHOUSE_BOOTSTRAP_WORKSPACE", "CorpInc AG");
    wrong.put("GATEHOUSE_SECOND_FACTOR", "yes");
    wrong.put("GATEHOUSE_SECOND_FACTOR_ROLES", "finance");
    wrong.put("GATEHOUSE_SECOND_FACTOR_SINCE", "tomorrow");
    wrong.put("GATEHOUSE_SECOND_FACTOR_GRACE", "P366D");
    wrong.put("GATEHOUSE_ACCOUNT_IDLE", "P7D");
    wrong.put("GATEHOUSE_DELETION_GRACE", "P91D");
    wrong.put("GATEHOUSE_LOGIN_DELAY", "PT2M");
    wrong.put("GATEHOUSE_ADDRESS_LIMIT", "9");
    wrong.put("GATEHOUSE_TRUSTED_PROXIES", "10.0.0.0/8, proxy.example.com");
    wrong.put("GATEHOUSE_AUDIT_RETENTION", "PT1H");
    wrong.put("GATEHOUSE_METRICS_NETWORKS", "prometheus.example.com");
    wrong.put("GATEHOUSE_METRICS_TOKEN", "secret");
    wrong.put("GATEHOUSE_TRACES_COLLECTOR", "http://collector.example.com:4318/v1/traces");
    wrong.put("GATEHOUSE_TRACES_PERCENT", "0");

    assertThatThrownBy(() -> Given.settings(wrong))
        .isInstanceOf(InvalidSettings.class)
        .message()
        .satisfies(message -> wrong.keySet().forEach(name -> assertThat(message).contains(name)))
        .satisfies(
            message ->
                assertThat(message.lines().skip(1))
                    .hasSameSizeAs(wrong.keySet())
                    .allMatch(line -> line.matches("  - .*\\.")))
        .asString()
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "-PT1S", "PT10.1S", "PT1M"})
  void wantsADelayThatIsNeitherNoneNorLongerThanTheLock(String delay) {
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_LOGIN_DELAY", delay)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(
            "GATEHOUSE_LOGIN_DELAY must be an ISO 8601 duration between PT0.0001S and PT10S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "192.0.2.7, 10.0.0.0/0"})
  void trustsNotEverybody(String proxies) {
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_TRUSTED_PROXIES", proxies)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_TRUSTED_PROXIES must not have a range that ends in /0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:4318/v1/traces",
        "http://[::1]:4318/",
        "https://collector.example.com/v1/traces"
      })
  void tellsACollectorThatIsHereOrIsToldInSecret(String address) {
    assertThat(Given.settings(Map.of("GATEHOUSE_TRACES_COLLECTOR", address)).monitoring().traces())
        .contains(new Settings.Traces(java.net.URI.create(address), 10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1:4318/v1/traces",
        "localhost:4318",
        "grpc://localhost:4317/",
        "https://user@collector.example.com/v1/traces",
        "https://collector.example.com/v1/traces?token=x",
        "http://localhost"
      })
  void tellsNobodyElse(String address) {
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_TRACES_COLLECTOR", address)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_TRACES_COLLECTOR must");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0"})
  void showsTheMetricsNotToEverybody(String networks) {
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_METRICS_NETWORKS", networks)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_METRICS_NETWORKS must not have a range that ends in /0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com",
        "https://login.example.com:8443",
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "https://[2001:db8::1]"
      })
  void acceptsAnAddressWithoutPath(String url) {
    assertThat(Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", url)).publicUrl()).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login.example.com",
        "ftp://login.example.com",
        "https://",
        "https://login.example.com/",
        "https://login.example.com/auth",
        "https://login.example.com?x",
        "https://ann@login.example.com",
        "https://login.example.com:99999",
        "https://login_host",
        "https://a..b",
        "https://-",
        "http://1.2.3",
        "http://[::::]",
        "https://[1.2]",
        "https://login.example.com\"; rm -rf /"
      })
  void refusesAnythingElseForAnAddress(String url) {
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", url)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_PUBLIC_URL must be an address such as");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://login.example.com", "http://192.168.0.1", "http://127.0.0.1.evil.com"})
  void refusesPasswordsInTheClear(String url) {
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", url)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_PUBLIC_URL must begin with https://");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "LocalHost, true",
    "127.0.0.1, true",
    "127.1.2.3, true",
    "::1, true",
    "[::1], true",
    "0:0:0:0:0:0:0:1, true",
    "::ffff:127.0.0.1, true",
    "127.0.0.1.evil.com, false",
    "127.0.0.1.5, false",
    "127.0.0.256, false",
    "localhost.evil.com, false",
    "evil-localhost, false",
    "128.0.0.1, false",
    "10.0.0.1, false",
    "0.0.0.0, false",
    "::, false",
    "::2, false",
    "2130706433, false",
    "'', false",
    ":, false"
  })
  void knowsThisMachineByLiteralsOnly(String host, boolean loopback) {
    assertThat(Loopback.isNamedBy(host)).isEqualTo(loopback);
  }

  @Test
  void readsTheFirstWorkspaceWholeOrNotAtAll() {
    Map<String, String> whole =
        Map.of(
            "GATEHOUSE_BOOTSTRAP_WORKSPACE", "CorpInc AG",
            "GATEHOUSE_BOOTSTRAP_USER", "ann",
            "GATEHOUSE_BOOTSTRAP_EMAIL", "ann@example.com",
            "GATEHOUSE_BOOTSTRAP_PASSWORD", "correct horse battery");
    Map<String, String> part = new HashMap<>(whole);
    part.remove("GATEHOUSE_BOOTSTRAP_EMAIL");

    assertThat(Given.settings(whole).signUp().bootstrap())
        .hasValueSatisfying(
            bootstrap -> {
              assertThat(bootstrap.workspace()).isEqualTo("CorpInc AG");
              assertThat(bootstrap.toString()).doesNotContain("horse");
            });
    assertThatThrownBy(() -> Given.settings(part))
        .hasMessageContaining("missing: GATEHOUSE_BOOTSTRAP_EMAIL.");
  }

  @Test
  void showsNoPasswordOfTheDatabase() {
    Settings settings =
        Given.settings(
            withServer(
                Map.of(
                    "GATEHOUSE_DB_URL",
                    "jdbc:postgresql://db/gatehouse?password=secret",
                    "GATEHOUSE_DB_PASSWORD",
                    "secret")));

    assertThat(settings.database().toString()).doesNotContain("secret");
  }

  @Test
  void writesLettersToFilesUnlessThereIsAMailServer() {
    Settings.Mail mail =
        Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", "https://login.example.com")).mail();

    assertThat(mail.server()).isEmpty();
    assertThat(mail.fromName() + " " + mail.from())
        .isEqualTo("Gatehouse gatehouse@login.example.com");
    assertThat(mail.language()).isEqualTo("en");
    assertThat(mail.templates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "smtp.example.com, , STARTTLS, 587",
    "smtp.example.com, starttls, STARTTLS, 587",
    "2001:db8::25, tls, TLS, 465",
    "localhost, off, OFF, 25"
  })
  void knowsWhereMailServersListen(String host, String security, MailSecurity expected, int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("GATEHOUSE_SMTP_HOST", host);
    environment.put("GATEHOUSE_SMTP_SECURITY", security);

    assertThat(Given.settings(environment).mail().server())
        .contains(
            new Settings.MailServer(host, port, expected, Optional.empty(), Optional.empty()));
  }

  @Test
  void showsNoPasswordOfTheMailServer() {
    Settings settings =
        Given.settings(
            Map.of(
                "GATEHOUSE_SMTP_HOST", "smtp.example.com",
                "GATEHOUSE_SMTP_USER", "login",
                "GATEHOUSE_SMTP_PASSWORD", "secret"));

    assertThat(settings.mail().toString()).contains("login").doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "login@corp.example | '' | login@corp.example",
        "Corp Login <login@corp.example> | Corp Login | login@corp.example",
        "<login@corp.example> | '' | login@corp.example"
      })
  void takesASenderWithAndWithoutAName(String typed, String name, String address) {
    Settings.Mail mail = Given.settings(Map.of("GATEHOUSE_MAIL_FROM", typed)).mail();

    assertThat(mail.fromName()).isEqualTo(name);
    assertThat(mail.from()).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GATEHOUSE_MAIL_FROM=corp.example | GATEHOUSE_MAIL_FROM must be an address",
        "GATEHOUSE_MAIL_FROM=a@b.example, c@d.example | GATEHOUSE_MAIL_FROM must be an address",
        "GATEHOUSE_MAIL_FROM=Login <a@b.example | GATEHOUSE_MAIL_FROM must be an address",
        "GATEHOUSE_MAIL_LANGUAGE=f_r | GATEHOUSE_MAIL_LANGUAGE must be a language tag",
        "GATEHOUSE_MESSAGES=/nowhere | GATEHOUSE_MESSAGES must be a folder",
        "GATEHOUSE_MAIL_TEMPLATES=/nowhere | GATEHOUSE_MAIL_TEMPLATES must be a folder",
        "GATEHOUSE_SMTP_USER=ann | GATEHOUSE_SMTP_HOST must be set for GATEHOUSE_SMTP_USER",
        "GATEHOUSE_SMTP_HOST=smtp;GATEHOUSE_SMTP_USER=ann | PASSWORD must be set together",
        "GATEHOUSE_SMTP_HOST=smtp;GATEHOUSE_SMTP_SECURITY=off | must be starttls or tls unless",
        "GATEHOUSE_SMTP_HOST=smtp;GATEHOUSE_SMTP_SECURITY=ssl | must be starttls or tls or off",
        "GATEHOUSE_SMTP_HOST=smtp;GATEHOUSE_SMTP_TRUST=/nowhere | GATEHOUSE_SMTP_TRUST must be a",
        "GATEHOUSE_SMTP_HOST=smtp:25 x | GATEHOUSE_SMTP_HOST must be the name",
        "GATEHOUSE_SMTP_HOST=smtp;GATEHOUSE_SMTP_PORT=0 | GATEHOUSE_SMTP_PORT must be a whole"
      })
  void tellsEachMistakeAboutMail(String wrong, String told) {
    Map<String, String> environment = new HashMap<>();
    for (String setting : wrong.split(";")) {
      environment.put(setting.replaceAll("=.*", ""), setting.replaceAll("^[^=]*=", ""));
    }

    assertThatThrownBy(() -> Given.settings(environment))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(told);
  }

  private static Map<String, String> withServer(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("GATEHOUSE_DB_URL", "jdbc:postgresql://db/gatehouse");
    environment.put("GATEHOUSE_MASTER_KEY", Given.masterKey(1));
    environment.putAll(more);
    return environment;
  }

  @Test
  void wantsNoLessOfAPasswordThatStandsAlone() {
    assertThat(Given.settings(Map.of()).passwords().minimumLengthWithoutSecondFactor())
        .isEqualTo(12);
    assertThat(
            Given.settings(Map.of("GATEHOUSE_PASSWORD_MINIMUM", "20"))
                .passwords()
                .minimumLengthWithoutSecondFactor())
        .isEqualTo(20);
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_PASSWORD_MINIMUM_WITHOUT_2FA", "11")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("must not be smaller than GATEHOUSE_PASSWORD_MINIMUM (12)");
  }

  @Test
  void accountsLieIdleForeverUnlessSomebodySaysOtherwise() {
    assertThat(Given.settings(Map.of()).accounts())
        .isEqualTo(new AccountSettings(Optional.empty(), Duration.ofDays(30)));
    assertThat(
            Given.settings(
                    Map.of("GATEHOUSE_ACCOUNT_IDLE", "P90D", "GATEHOUSE_DELETION_GRACE", "P1D"))
                .accounts())
        .isEqualTo(new AccountSettings(Optional.of(Duration.ofDays(90)), Duration.ofDays(1)));
  }

  @Test
  void demandsNoSecondFactorUnlessSomebodySaysSo() {
    assertThat(Given.settings(Map.of()).secondFactor())
        .isEqualTo(
            new SecondFactorSettings("not-required", Set.of(), Instant.EPOCH, Duration.ZERO));
    assertThat(
            Given.settings(
                    Map.of(
                        "GATEHOUSE_SECOND_FACTOR", "phishing-resistant",
                        "GATEHOUSE_SECOND_FACTOR_ROLES", "workspace-admin, system-admin",
                        "GATEHOUSE_SECOND_FACTOR_SINCE", "2027-01-31",
                        "GATEHOUSE_SECOND_FACTOR_GRACE", "P14D"))
                .secondFactor())
        .isEqualTo(
            new SecondFactorSettings(
                "phishing-resistant",
                Set.of("workspace-admin", "system-admin"),
                Instant.parse("2027-01-31T00:00:00Z"),
                Duration.ofDays(14)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://login.example.com, true",
    "http://localhost:8080, true",
    "http://127.0.0.1:8080, false",
    "http://[::1]:8080, false",
    "https://192.0.2.7, false"
  })
  void demandsPasskeysWhereBrowsersMakeThem(String url, boolean possible) {
    Map<String, String> settings =
        Map.of("GATEHOUSE_PUBLIC_URL", url, "GATEHOUSE_SECOND_FACTOR", "phishing-resistant");
    if (possible) {
      assertThat(Given.settings(settings).canHavePasskeys()).isTrue();
    } else {
      assertThatThrownBy(() -> Given.settings(settings))
          .isInstanceOf(InvalidSettings.class)
          .hasMessageContaining("GATEHOUSE_SECOND_FACTOR can't be phishing-resistant");
      assertThat(Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", url)).canHavePasskeys()).isFalse();
    }
  }

  @Test
  void demandsASecondFactorOfEachRank() {
    for (Rank rank : Rank.values()) {
      assertThat(
              Given.settings(Map.of("GATEHOUSE_SECOND_FACTOR_ROLES", rank.word()))
                  .secondFactor()
                  .roles())
          .containsExactly(rank.word());
    }
  }

  @Test
  void demandsNothingOfTheRoleThatEverybodyHas() {
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_SECOND_FACTOR_ROLES", "user")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_SECOND_FACTOR_ROLES must name some of workspace-admin");
  }

  @Test
  void readsWhomToTellOfAWeakness() {
    assertThat(
            Given.settings(
                    Map.of(
                        "GATEHOUSE_SECURITY_CONTACT",
                        "mailto:security@example.com, https://example.com/security"))
                .securityContacts())
        .extracting(Object::toString)
        .containsExactly("mailto:security@example.com", "https://example.com/security");
    for (String wrong : List.of("security@example.com", "http://example.com", "mailto:a b@c")) {
      assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_SECURITY_CONTACT", wrong)))
          .isInstanceOf(InvalidSettings.class)
          .hasMessageContaining("GATEHOUSE_SECURITY_CONTACT must be addresses such as");
    }
  }

  @Test
  void saysThatAFolderCannotBeNamed() {
    // As it arrives where the locale can't tell what the e-mails are.
    assertThatThrownBy(() -> Given.settings(Map.of("GATEHOUSE_DATA", "d\u0000ten")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_DATA, or the folder in which the server was started, has");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "http://localhost:8080; open; ; true; true; true; ",
        "https://login.example.com; open; ; false; false; true; 443",
        "https://login.example.com; off; ; false; true; true; 443",
        "https://login.example.com; open; private; false; true; false; 443",
        "https://login.example.com; off; 10.20.0.0/16; false; false; false; 443",
        "http://localhost:8080; open; public; false; false; true; "
      })
  void callsProvidersWhereStrangersCanDoNoHarm(
      String publicUrl,
      String signUp,
      String networks,
      boolean machine,
      boolean intranet,
      boolean internet,
      Integer port) {
    Map<String, String> set = new HashMap<>();
    set.put("GATEHOUSE_PUBLIC_URL", publicUrl);
    set.put("GATEHOUSE_SIGNUP", signUp);
    if (networks != null) {
      set.put("GATEHOUSE_PROVIDER_NETWORKS", networks);
    }

    ProviderNetworks read = Given.settings(set).providerNetworks();

    assertThat(read.machine()).isEqualTo(machine);
    assertThat(read.intranet()).isEqualTo(intranet);
    assertThat(read.internet()).isEqualTo(internet);
    assertThat(read.ports()).isEqualTo(port == null ? List.of() : List.of(port));
  }

  @Test
  void sendsTheAuditLogNowhereByItself() {
    assertThat(Given.settings(Map.of()).syslog()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "logs.example.com, logs.example.com, 6514",
    "logs.example.com:1514, logs.example.com, 1514",
    "192.0.2.7:514, 192.0.2.7, 514",
    "[2001:db8::7], 2001:db8::7, 6514",
    "[2001:db8::7]:514, 2001:db8::7, 514"
  })
  void sendsTheAuditLogWhereTheOperatorSays(String server, String host, int port) {
    var syslog =
        Given.settings(
                Map.of("GATEHOUSE_SYSLOG_SERVER", server, "GATEHOUSE_SYSLOG_FACILITY", "audit"))
            .syslog()
            .orElseThrow();
    assertThat(syslog.host()).isEqualTo(host);
    assertThat(syslog.port()).isEqualTo(port);
    assertThat(syslog.facility()).isEqualTo(13);
    assertThat(syslog.certificate()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GATEHOUSE_SYSLOG_SERVER,https://logs.example.com/",
    "GATEHOUSE_SYSLOG_SERVER,logs.example.com:0",
    "GATEHOUSE_SYSLOG_SERVER,logs.example.com:70000",
    "GATEHOUSE_SYSLOG_FACILITY,local0",
    "GATEHOUSE_SYSLOG_TRUST,/nowhere.pem",
    "GATEHOUSE_SYSLOG_CERTIFICATE,pom.xml",
    "GATEHOUSE_SYSLOG_KEY,pom.xml"
  })
  void saysWhatIsWrongWithWhereTheAuditLogIsSent(String name, String value) {
    Map<String, String> set = new HashMap<>(Map.of("GATEHOUSE_SYSLOG_SERVER", "localhost"));
    set.put(name, value);
    assertThatThrownBy(() -> Given.settings(set))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(name);
    if (!name.equals("GATEHOUSE_SYSLOG_SERVER")) {
      assertThatThrownBy(() -> Given.settings(Map.of(name, value)))
          .hasMessageContaining("GATEHOUSE_SYSLOG_SERVER must be set for " + name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GATEHOUSE_PROVIDER_NETWORKS,anywhere",
    "GATEHOUSE_PROVIDER_NETWORKS,10.0.0.0/40",
    "GATEHOUSE_PROVIDER_PORTS,https",
    "GATEHOUSE_PROVIDER_PORTS,70000",
    "GATEHOUSE_PROVIDER_PORTS,0",
    "GATEHOUSE_LOGOUT_TOKEN_TYPE,maybe"
  })
  void saysWhatIsWrongWithWhereProvidersAreCalled(String name, String value) {
    assertThatThrownBy(() -> Given.settings(Map.of(name, value)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(name + " must be");
  }
}
