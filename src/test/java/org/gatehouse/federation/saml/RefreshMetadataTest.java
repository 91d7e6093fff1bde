package org.gatehouse.federation.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.fetch.GivenFetch;
import org.gatehouse.core.provider.GivenProvider;
import org.gatehouse.core.provider.GivenProviders;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.federation.saml.key.GivenSpKeys;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Providers that answer slowly, or that nobody understands any more, keep no other waiting. */
@CoreTest
class RefreshMetadataTest {
  private final CoreWorkspace works;
  private final Permissions permissions;

  RefreshMetadataTest(CoreWorkspace works, Permissions permissions) {
    this.works = works;
    this.permissions = permissions;
  }

  @Test
  void notesDatesWhateverElseIsStored() {
    Workspace workspace =
        new Workspace(new WorkspaceName("CorpInc"), new WorkspaceUid("corpinc"), Instant.EPOCH);
    String metadata = new FakeIdp("idp").metadata();
    List<IdentityProvider> all =
        List.of(
            GivenProvider.saml(workspace, "<EntityDescriptor validUntil="),
            GivenProvider.saml(workspace, metadata));
    List<UUID> noted = new ArrayList<>();

    refresh(GivenProviders.withUnknownDates(all, noted::add)).run();

    assertThat(noted).containsExactly(all.get(1).id());
  }

  @Test
  void asksNobodyForWhoAdministersNoLonger() {
    works.addAdministrator("eve");
    Caller eve = works.caller("eve");
    works.change("eve", user -> user.makeAdministrator(false));
    IdentityProvider provider =
        GivenProvider.saml(works.user("eve").workspace(), new FakeIdp("idp").metadata());

    assertThatThrownBy(
            () -> refresh(GivenProviders.withUnknownDates(List.of(), id -> {})).now(eve, provider))
        .isInstanceOf(NotPermitted.class);
  }

  private RefreshMetadata refresh(IdentityProviders providers) {
    Clock clock = Clock.systemUTC();
    Settings settings = Given.settings(Map.of());
    ReadMetadata read = new ReadMetadata(clock);
    SamlClients clients = new SamlClients(GivenSpKeys.unused(clock), read, settings);
    SamlMetadata metadata = new SamlMetadata(GivenFetch.onThisMachine(), read, clients);
    return new RefreshMetadata(providers, metadata, clients, permissions, clock);
  }

  @Test
  void stopsWhenItHasTakenLong() {
    MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
    List<String> tried = new ArrayList<>();
    RefreshMetadata.inTime(
        clock,
        List.of("longest ago", "second", "third", "last"),
        provider -> {
          tried.add(provider);
          clock.advance(Duration.ofSeconds(20));
        });
    assertThat(tried).containsExactly("longest ago", "second", "third");
  }
}
