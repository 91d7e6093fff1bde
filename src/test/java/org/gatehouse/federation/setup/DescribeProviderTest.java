package org.gatehouse.federation.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.AccessRule;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.core.fetch.AddressRule;
import org.gatehouse.core.provider.GivenProvider;
import org.gatehouse.core.provider.GroupRole;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.MetadataDates;
import org.gatehouse.core.provider.OidcConnection;
import org.gatehouse.core.provider.ProviderDetails;
import org.gatehouse.core.provider.ProviderRule;
import org.gatehouse.core.provider.SamlConnection;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.user.Rank;
import org.gatehouse.federation.oidc.GivenDiscovery;
import org.gatehouse.federation.oidc.IssuerRule;
import org.gatehouse.federation.saml.FakeIdp;
import org.gatehouse.federation.saml.GivenMetadata;
import org.gatehouse.federation.saml.MetadataRule;
import org.gatehouse.federation.setup.TypedProvider.Names;
import org.gatehouse.federation.setup.TypedProvider.Oidc;
import org.gatehouse.federation.setup.TypedProvider.Provisioning;
import org.gatehouse.federation.setup.TypedProvider.Saml;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.DocumentServer;
import org.gatehouse.fixture.FakeProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator types is understood, or each mistake is told beside its field. */
@CoreTest
class DescribeProviderTest {
  private static final Names NAMES = new Names("", "uid", "name", "mail", "groups", "");
  private static final Provisioning NOBODY_NEW =
      new Provisioning(false, false, List.of(), List.of());
  private static final String DEAD = "http://localhost:1/";

  private final CoreWorkspace works;
  private final DescribeProvider describeProvider;
  private final FakeIdp idp = new FakeIdp("idp");

  DescribeProviderTest(CoreWorkspace works, Catalog catalog, ManageAccess manageAccess) {
    this.works = works;
    this.describeProvider =
        new DescribeProvider(
            GivenMetadata.onThisMachine(), GivenDiscovery.onThisMachine(), catalog);
    manageAccess.addRole(works.ann(), new AccessName("Boss"), Description.NONE, List.of());
  }

  private static TypedProvider typed(TypedProvider.Connection connection) {
    return typed(connection, NAMES, "");
  }

  private static TypedProvider typed(
      TypedProvider.Connection connection, Names names, String groupRoles) {
    return new TypedProvider(
        "Our IdP",
        true,
        false,
        connection,
        names,
        new Provisioning(
            false, true, List.of("Boss"), TypedProvider.GroupRole.ofLines(groupRoles)));
  }

  private static Saml saml(String metadata, String url, String signer) {
    return new Saml(metadata, url, signer, false);
  }

  private ProviderDetails understood(TypedProvider typed, Optional<IdentityProvider> present) {
    ProviderDescription description = describeProvider.describe(works.ann(), typed, present);
    assertThat(description).isInstanceOf(ProviderDescription.Understood.class);
    return ((ProviderDescription.Understood) description).details();
  }

  private static Consumer<Rule> hasKey(String key) {
    return rule -> assertThat(rule.key()).isEqualTo(key);
  }

  private Map<ProviderField, Rule> mistakes(TypedProvider typed) {
    return mistakes(typed, Optional.empty());
  }

  private Map<ProviderField, Rule> mistakes(
      TypedProvider typed, Optional<IdentityProvider> present) {
    ProviderDescription description = describeProvider.describe(works.ann(), typed, present);
    assertThat(description).isInstanceOf(ProviderDescription.Refused.class);
    return ((ProviderDescription.Refused) description)
        .mistakes().stream()
            .collect(
                Collectors.toMap(
                    ProviderDescription.Mistake::field, mistake -> mistake.why().rule()));
  }

  private IdentityProvider present(ProviderDetails details) {
    return GivenProvider.of(works.user("ann").workspace(), details);
  }

  @Test
  void understandsMetadataThatWasPasted() {
    ProviderDetails details =
        understood(
            typed(saml("  " + idp.metadata() + "\n", "", ""), NAMES, "\na=b = boss\n\n"),
            Optional.empty());
    assertThat(details.name().value()).isEqualTo("Our IdP");
    assertThat(details.enabled()).isTrue();
    assertThat(details.connection().peer()).isEqualTo(idp.entityId());
    assertThat(details.attributes().userName()).isEqualTo("uid");
    assertThat(details.provisioning().creating()).isTrue();
    assertThat(details.provisioning().defaultRoles()).containsExactly("Boss");
    assertThat(details.provisioning().groupRoles()).containsExactly(new GroupRole("a=b", "boss"));
  }

  @Test
  void readsMetadataFromItsAddress() throws IOException {
    try (DocumentServer server = DocumentServer.of(idp::metadata)) {
      String url = server.address().toString();
      ProviderDetails details = understood(typed(saml("", url, "")), Optional.empty());
      assertThat(details.connection())
          .isInstanceOfSatisfying(
              SamlConnection.class,
              saml -> {
                assertThat(saml.peer()).isEqualTo(idp.entityId());
                assertThat(saml.metadataUrl()).contains(server.address());
              });
    }
  }

  @Test
  void asksNoAddressForWhoDoesNotAdminister() throws IOException {
    for (Rank rank : Rank.BELOW_ADMINISTRATORS) {
      works.add(rank.word());
      works.change(rank.word(), user -> user.give(rank, true));
      AtomicInteger asked = new AtomicInteger();
      try (DocumentServer server =
          DocumentServer.of(
              () -> {
                asked.incrementAndGet();
                return idp.metadata();
              })) {
        TypedProvider typed = typed(saml("", server.address().toString(), ""));
        assertThatThrownBy(
                () -> describeProvider.describe(works.caller(rank.word()), typed, Optional.empty()))
            .isInstanceOf(NotPermitted.class);
      }
      assertThat(asked).hasValue(0);
    }
  }

  @Test
  void leavesMetadataThatNobodyTouchedThoughItHasExpired() {
    MetadataDates past =
        new MetadataDates(Clock.systemUTC().instant().minus(Duration.ofDays(1)), Optional.empty());
    SamlConnection before =
        new SamlConnection(
            "urn:idp",
            idp.metadata(),
            Optional.of(URI.create(DEAD)),
            Optional.empty(),
            past,
            false);
    ProviderDetails first = understood(typed(saml(idp.metadata(), "", "")), Optional.empty());
    IdentityProvider present =
        present(
            new ProviderDetails(
                first.name(), true, false, before, first.attributes(), first.provisioning()));

    SamlConnection after =
        (SamlConnection)
            understood(typed(new Saml("", DEAD, "", true)), Optional.of(present)).connection();
    assertThat(after.metadata()).isEqualTo(before.metadata());
    assertThat(after.dates()).isEqualTo(past);
    assertThat(after.unsolicited()).isTrue();
    // Without its address it is read no longer, but stays.
    after = (SamlConnection) understood(typed(saml("", "", "")), Optional.of(present)).connection();
    assertThat(after.metadata()).isEqualTo(before.metadata());
    assertThat(after.metadataUrl()).isEmpty();
    // The same text again, as programs send it, is no other metadata.
    Saml again = saml("\n" + idp.metadata(), DEAD, "");
    after = (SamlConnection) understood(typed(again), Optional.of(present)).connection();
    assertThat(after).isEqualTo(before);
    // Another signer has it judged anew, another address read anew.
    assertThat(mistakes(typed(saml("", DEAD, "nonsense")), Optional.of(present)))
        .isEqualTo(Map.of(ProviderField.METADATA_SIGNER, MetadataRule.SIGNER_INVALID));
    assertThat(mistakes(typed(saml("", DEAD + "other", "")), Optional.of(present)))
        .isEqualTo(Map.of(ProviderField.METADATA_URL, AddressRule.UNREACHABLE));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', METADATA, metadata.missing",
    "' ', nonsense, '', METADATA_URL, metadataUrl.invalid",
    "<x/>, nonsense, '', METADATA_URL, metadataUrl.invalid",
    "'', http://localhost:1/, '', METADATA_URL, address.unreachable",
    "nonsense, '', '', METADATA, metadata.notXml",
    "<x/>, http://localhost:1/, '', METADATA, metadata.other"
  })
  void tellsWhichFieldOfASamlProviderIsWrong(
      String metadata, String url, String signer, ProviderField field, String rule) {
    assertThat(mistakes(typed(saml(metadata, url, signer))))
        .hasSize(1)
        .hasEntrySatisfying(field, hasKey(rule));
  }

  @Test
  void tellsThatTheSignerIsNoCertificateWhereverTheMetadataComesFrom() {
    assertThat(mistakes(typed(saml(idp.metadata(), "", "nonsense"))))
        .isEqualTo(Map.of(ProviderField.METADATA_SIGNER, MetadataRule.SIGNER_INVALID));
  }

  @Test
  void describesAsItIsWhatNobodyChanges() {
    try (FakeProvider provider = new FakeProvider()) {
      for (TypedProvider.Connection connection :
          List.of(
              new Saml(idp.metadata(), "", "", true),
              new Oidc(provider.issuer(), "client", "example.com", "groups"))) {
        ProviderDetails details =
            understood(
                new TypedProvider("IdP", true, true, connection, NAMES, NOBODY_NEW),
                Optional.empty());
        IdentityProvider present = present(details);
        assertThat(understood(TypedProvider.of(present), Optional.of(present))).isEqualTo(details);
      }
    }
  }

  @Test
  void tellsThatAPageIsNoMetadataBesideTheAddressOfThePage() throws IOException {
    try (DocumentServer server = DocumentServer.of(() -> "<html/>")) {
      assertThat(mistakes(typed(saml("", server.address().toString(), ""))))
          .isEqualTo(Map.of(ProviderField.METADATA_URL, MetadataRule.OTHER));
    }
  }

  @Test
  void understandsAnIssuerAndAsksItOnlyOnce() {
    OidcConnection connection;
    IdentityProvider present;
    try (FakeProvider provider = new FakeProvider()) {
      Oidc typed = new Oidc(" " + provider.issuer(), "client", "", "groups");
      ProviderDetails details = understood(typed(typed), Optional.empty());
      connection = (OidcConnection) details.connection();
      assertThat(connection.issuer()).hasToString(provider.issuer());
      present = present(details);
    }
    // It doesn't answer any longer.
    String issuer = connection.issuer().toString();
    Oidc changed = new Oidc(issuer, "another", "example.com", "");
    assertThat(understood(typed(changed), Optional.of(present)).connection())
        .isEqualTo(
            new OidcConnection(connection.issuer(), "another", Optional.of("example.com"), ""));
    assertThat(mistakes(typed(changed)))
        .isEqualTo(Map.of(ProviderField.ISSUER, AddressRule.UNREACHABLE));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', CLIENT_ID, clientId.invalid",
    "client, a b, '', HOSTED_DOMAIN, hostedDomain.invalid",
    "client, '', '\"', SCOPES, scopes.invalid"
  })
  void tellsWhichFieldOfAnOpenIdProviderIsWrong(
      String client, String domain, String scopes, ProviderField field, String rule) {
    try (FakeProvider provider = new FakeProvider()) {
      assertThat(mistakes(typed(new Oidc(provider.issuer(), client, domain, scopes))))
          .hasSize(1)
          .hasEntrySatisfying(field, hasKey(rule));
    }
    assertThat(mistakes(typed(new Oidc("nonsense", client, domain, scopes))))
        .isEqualTo(Map.of(ProviderField.ISSUER, IssuerRule.INVALID));
  }

  @Test
  void tellsOneMistakeOfEachPart() {
    Names names = new Names("", "x".repeat(256), "", "", "", "");
    TypedProvider typed = new TypedProvider("", false, false, saml("", "", ""), names, NOBODY_NEW);
    assertThat(mistakes(typed))
        .isEqualTo(
            Map.of(
                ProviderField.NAME, ProviderRule.NAME_INVALID,
                ProviderField.USER_NAME_ATTRIBUTE, ProviderRule.ATTRIBUTE_NAME_INVALID,
                ProviderField.METADATA, SetupRule.METADATA_MISSING));
  }

  @ParameterizedTest
  @CsvSource({
    "group, groupRole.invalid",
    "group =, groupRole.invalid",
    "group = nobody, groupRole.unknown",
    "' = Boss', group.invalid"
  })
  void tellsWhatIsWrongWithRolesOfGroups(String line, String rule) {
    assertThat(mistakes(typed(saml(idp.metadata(), "", ""), NAMES, "staff = Boss\n" + line)))
        .hasSize(1)
        .hasEntrySatisfying(ProviderField.GROUP_ROLES, hasKey(rule));
  }

  @Test
  void tellsWhatPartsNoGroups() {
    Names names = new Names("", "", "", "", "", "abc");
    assertThat(mistakes(typed(saml(idp.metadata(), "", ""), names, "")))
        .isEqualTo(Map.of(ProviderField.GROUPS_SEPARATOR, ProviderRule.GROUPS_SEPARATOR_INVALID));
  }

  @Test
  void knowsTheFieldOfWhatIsRefusedWhenItIsSaved() {
    TypedProvider pasted = typed(saml("<x/>", DEAD, ""));
    TypedProvider atAddress = typed(saml("", DEAD, ""));
    TypedProvider openId = typed(new Oidc(DEAD, "client", "", ""));
    for (Rule rule : List.of(ProviderRule.SAME, ProviderRule.METADATA_OTHER_PROVIDER)) {
      assertThat(pasted.about(rule)).contains(ProviderField.METADATA);
      assertThat(atAddress.about(rule)).contains(ProviderField.METADATA_URL);
      assertThat(openId.about(rule)).contains(ProviderField.ISSUER);
    }
    assertThat(openId.about(ProviderRule.ISSUER_FIXED)).contains(ProviderField.ISSUER);
    assertThat(openId.about(ProviderRule.NAME_TAKEN)).contains(ProviderField.NAME);
    assertThat(openId.about(AccessRule.ROLE_UNKNOWN)).isEmpty();
    assertThat(openId.about(ProviderRule.TOO_MANY)).isEmpty();
  }
}
