package org.gatehouse.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Named;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever ends logins by a SAML provider on a date is known in time. */
class ProviderExpiryTest {
  private static final Instant CERTIFICATE = Instant.parse("2035-01-01T00:00:00Z");
  private static final Instant METADATA = Instant.parse("2031-01-01T00:00:00Z");

  private final SessionFactory tables =
      Tables.of(
          IdentityProvider.class,
          GroupRoleColumns.class,
          Datasource.class,
          Named.class,
          Role.class,
          Workspace.class);
  private final Workspace workspace =
      new Workspace(new WorkspaceName("CorpInc"), new WorkspaceUid("corpinc"), Instant.EPOCH);

  @BeforeEach
  void fill() {
    tables.inTransaction(session -> session.persist(workspace));
  }

  @AfterEach
  void close() {
    tables.close();
  }

  private <T> T with(Function<IdentityProviders, T> work) {
    return tables.fromTransaction(session -> work.apply(GivenProviders.in(session, Given.vault())));
  }

  private IdentityProvider given(Optional<URI> url, Optional<Instant> validUntil) {
    IdentityProvider provider =
        new IdentityProvider(
            workspace,
            new ProviderDetails(
                new ProviderName("Corp"),
                true,
                false,
                new SamlConnection(
                    "urn:example:idp",
                    "<EntityDescriptor validUntil=\"" + METADATA + "\">",
                    url,
                    Optional.empty(),
                    new MetadataDates(CERTIFICATE, validUntil),
                    false),
                Preset.OTHER.names(Protocol.SAML),
                new Provisioning(false, false, List.of(), List.of())),
            role -> {
              throw new AssertionError(role);
            },
            Instant.EPOCH);
    tables.inTransaction(session -> session.persist(provider));
    return provider;
  }

  @Test
  void metadataThatWasPastedEndsLogins() {
    IdentityProvider provider = given(Optional.empty(), Optional.of(METADATA));
    assertThat(provider.outdatedAt()).contains(METADATA);
    assertThat(with(IdentityProviders::firstExpiry)).contains(METADATA);
  }

  @Test
  void metadataThatIsReadAnewEndsNothingUntilThatFails() {
    URI address = URI.create("https://idp.example/metadata");
    IdentityProvider provider = given(Optional.of(address), Optional.of(METADATA));
    assertThat(provider.outdatedAt()).isEmpty();
    assertThat(with(IdentityProviders::firstExpiry)).contains(CERTIFICATE);
    with(
        providers -> {
          providers.recordFailedRead(provider.id(), "address.unreachable");
          return provider;
        });
    assertThat(with(IdentityProviders::firstExpiry)).contains(METADATA);
    Optional<Instant> outdated =
        with(providers -> providers.withId(provider.id()).orElseThrow().outdatedAt());
    assertThat(outdated).contains(METADATA);
  }

  @Test
  void datesThatWereReadBeforeAnybodyNotedThemAreNotedOnce() {
    IdentityProvider provider = given(Optional.empty(), Optional.empty());
    assertThat(with(IdentityProviders::withUnknownDates)).hasSize(1);
    with(
        providers -> {
          providers.noteDates(
              provider.id(),
              provider.revision(),
              new MetadataDates(CERTIFICATE, Optional.of(METADATA)));
          return provider;
        });
    assertThat(with(IdentityProviders::withUnknownDates)).isEmpty();
    assertThat(with(IdentityProviders::firstExpiry)).contains(METADATA);
  }
}
