package org.gatehouse.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Named;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.signon.LinkedIdentity;
import org.gatehouse.core.user.User;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.Tables;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two administrators at once change providers one after the other, and each provider is there once.
 */
class IdentityProvidersTest {
  private static final MetadataDates DATES = new MetadataDates(Instant.EPOCH, Optional.empty());

  private final SessionFactory sessions =
      Tables.of(
          IdentityProvider.class,
          LinkedIdentity.class,
          GroupRoleColumns.class,
          Datasource.class,
          Named.class,
          Role.class,
          User.class,
          Workspace.class);
  private final SecureRandom random = new SecureRandom();
  private final Vault vault =
      new Vault(new MasterKey(Given.settingsWithMasterKey(), random), random);
  private final Workspace corpInc = workspace("corpinc");
  private final Workspace acme = workspace("acme");

  private static Workspace workspace(String uid) {
    return new Workspace(new WorkspaceName(uid), new WorkspaceUid(uid), Instant.EPOCH);
  }

  @BeforeEach
  void add() {
    sessions.inTransaction(
        session -> {
          session.persist(corpInc);
          session.persist(acme);
        });
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  private IdentityProviders on(Session session) {
    return GivenProviders.in(session, vault);
  }

  private <T> T with(Function<IdentityProviders, T> work) {
    return sessions.fromTransaction(session -> work.apply(on(session)));
  }

  private static ProviderDetails details(Connection connection, boolean enabled, String subject) {
    return new ProviderDetails(
        new ProviderName("Provider " + UUID.randomUUID()),
        enabled,
        false,
        connection,
        new AttributeNames(subject, "name", "", "email", "", ""),
        new Provisioning(false, false, List.of(), List.of()));
  }

  private static Connection oidc(String issuer) {
    return new OidcConnection(URI.create(issuer), "id", Optional.empty(), "");
  }

  private static Connection saml(String entityId) {
    return new SamlConnection(entityId, "<xml/>", Optional.empty(), Optional.empty(), DATES, false);
  }

  private UUID add(Workspace workspace, Connection connection) {
    return with(rows -> rows.add(workspace, details(connection, true, "x"), Optional.empty()).id());
  }

  /** The rule that keeps it from being added, if one does. */
  private Optional<Rule> tryToAdd(Connection connection) {
    try {
      add(corpInc, connection);
      return Optional.empty();
    } catch (Conflict e) {
      return Optional.of(e.rule());
    }
  }

  @Test
  void tellsWhatWasChangedAndNotWhatSomebodyHadSeenBefore() {
    UUID id = add(corpInc, oidc("https://id.example"));
    IdentityProvider seenByBoth = with(rows -> rows.withId(id).orElseThrow());

    ProviderChange first =
        with(rows -> rows.change(seenByBoth, details(false, "y"), Optional.empty(), false));
    ProviderChange second =
        with(rows -> rows.change(seenByBoth, details(true, "x"), Optional.empty(), false));
    ProviderChange third =
        with(rows -> rows.change(seenByBoth, details(true, "x"), Optional.empty(), false));

    assertThat(first.disabled() && first.otherSubjects()).isTrue();
    // Whoever has seen "x" and saves "x" has changed it nevertheless.
    assertThat(second.before()).isEqualTo(first.after());
    assertThat(second.otherSubjects()).isTrue();
    assertThat(second.disabled() || third.disabled() || third.otherSubjects()).isFalse();
  }

  @Test
  void tellsThatTrustIsLostByTheSaveOfSomebodyElse() {
    UUID id = add(corpInc, oidc("https://id.example"));
    sessions.inTransaction(session -> on(session).trust(id, true));

    assertThat(save(id, true).distrusted()).isFalse();
    assertThat(save(id, false).distrusted()).isTrue();
    assertThat(save(id, false).distrusted()).as("it is lost once").isFalse();
  }

  private ProviderChange save(UUID id, boolean bySystemAdministrator) {
    return with(
        rows ->
            rows.change(
                rows.withId(id).orElseThrow(),
                details(true, "x"),
                Optional.empty(),
                bySystemAdministrator));
  }

  private static ProviderDetails details(boolean enabled, String subject) {
    return details(oidc("https://id.example"), enabled, subject);
  }

  @Test
  void addsAProviderOnceHoweverManyAddItAtOnce() {
    for (Connection connection : List.of(oidc("https://id.example"), saml("urn:example:idp"))) {
      List<Optional<Rule>> outcomes = AtOnce.call(6, () -> tryToAdd(connection));

      assertThat(outcomes).containsOnlyOnce(Optional.empty());
      assertThat(Collections.frequency(outcomes, Optional.of(ProviderRule.SAME))).isEqualTo(5);
    }
  }

  @Test
  void letsAnotherWorkspaceHaveTheSameProvider() {
    add(corpInc, oidc("https://id.example"));

    assertThat(add(acme, oidc("https://id.example"))).isNotNull();
    assertThat(add(acme, oidc("https://id.example/"))).isNotNull();
  }

  @Test
  void makesNoProviderAnother() {
    UUID oidc = add(corpInc, oidc("https://id.example"));
    UUID saml = add(corpInc, saml("urn:example:idp"));

    assertThatThrownBy(() -> become(oidc, oidc("https://other.example")))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(ProviderRule.ISSUER_FIXED));
    assertThatThrownBy(() -> become(saml, saml("urn:example:other")))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.rule()).isEqualTo(ProviderRule.METADATA_OTHER_PROVIDER));
  }

  private ProviderChange become(UUID id, Connection connection) {
    return with(
        rows ->
            rows.change(
                rows.withId(id).orElseThrow(),
                details(connection, true, "x"),
                Optional.empty(),
                false));
  }

  @Test
  void namesThoseOfEarlierVersionsAndLetsDuplicatesGoOn() {
    UUID first = add(corpInc, saml("urn:example:a"));
    UUID second = add(corpInc, saml("urn:example:b"));
    sessions.inTransaction(
        session ->
            session
                .createMutationQuery("update IdentityProvider p set p.peer = null")
                .executeUpdate());

    assertThat(with(IdentityProviders::nameless)).hasSize(2);
    assertThat(call(first)).isTrue();
    assertThat(call(second)).isFalse();
    assertThat(become(second, saml("urn:example:same"))).isNotNull();
    assertThat(tryToAdd(saml("urn:example:same"))).contains(ProviderRule.SAME);
  }

  private boolean call(UUID id) {
    return with(rows -> rows.call(id, "urn:example:same"));
  }
}
