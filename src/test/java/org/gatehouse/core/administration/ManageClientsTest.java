package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.Given.json;

import java.time.Duration;
import java.util.List;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.MadeClient;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** The applications of a workspace, and those of the installation. */
@CoreTest
class ManageClientsTest {
  private static final String SHOP =
      "'client_name': 'Web shop', 'redirect_uris': ['https://shop.example.com/callback']";

  private final ManageClients manage;
  private final RegisteredClients clients;
  private final ManageAccess access;
  private final CoreWorkspace works;
  private final Settings settings;
  private final MovableClock clock;

  ManageClientsTest(
      ManageClients manage,
      RegisteredClients clients,
      ManageAccess access,
      CoreWorkspace works,
      Settings settings,
      MovableClock clock) {
    this.manage = manage;
    this.clients = clients;
    this.access = access;
    this.works = works;
    this.settings = settings;
    this.clock = clock;
  }

  private ClientOwner ours() {
    return ClientOwner.workspace(works.id());
  }

  private MadeClient add(String members) {
    return manage.add(works.ann(), ours(), ClientMetadata.of(json(members)));
  }

  private KnownClient known(MadeClient made) {
    return clients.known(made.client().clientId()).orElseThrow();
  }

  @Test
  void registersAClientWithASecret() {
    MadeClient made = add(SHOP);
    String secret = made.secret().orElseThrow();

    KnownClient known = known(made);
    assertThat(known.owner()).isEqualTo(ours());
    assertThat(known.metadata().name()).isEqualTo("Web shop");
    assertThat(clients.hasSecret(known, secret)).isTrue();
    assertThat(clients.hasSecret(known, secret + "x")).isFalse();
    assertThat(clients.hasSecret(known, "")).isFalse();
    assertThat(made.toString()).doesNotContain(secret);
    assertThat(works.audited(AuditType.CLIENT_ADD))
        .containsExactly("ok " + known.clientId() + " Web shop");
    assertThat(works.auditedChange(AuditType.CLIENT_ADD)).doesNotContain(secret);
  }

  @Test
  void givesNoSecretToThoseThatProveThemselvesOtherwise() {
    MadeClient made = add(SHOP + ", 'token_endpoint_auth_method': 'none'");
    assertThat(made.secret()).isEmpty();
    assertThatThrownBy(
            () -> manage.rotateSecret(works.ann(), ours(), made.client().clientId(), Duration.ZERO))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void endsTheSecretOfAClientThatBecomesPublic() {
    MadeClient made = add(SHOP);
    String id = made.client().clientId();
    assertThat(clients.hasSecret(known(made), made.secret().orElseThrow())).isTrue();

    manage.change(works.ann(), ours(), id, json("'token_endpoint_auth_method': 'none'"));
    manage.change(
        works.ann(), ours(), id, json("'token_endpoint_auth_method': 'client_secret_post'"));

    assertThat(clients.hasSecret(known(made), made.secret().orElseThrow())).isFalse();
  }

  @Test
  void rotatesSecretsWithAnOverlap() {
    MadeClient first = add(SHOP);
    String id = first.client().clientId();

    MadeClient second =
        manage.rotateSecret(works.ann(), ours(), id, Duration.ofHours(1)).orElseThrow();

    assertThat(clients.hasSecret(known(first), first.secret().orElseThrow())).isTrue();
    assertThat(clients.hasSecret(known(first), second.secret().orElseThrow())).isTrue();
    clock.advance(Duration.ofHours(1));
    assertThat(clients.hasSecret(known(first), first.secret().orElseThrow())).isFalse();
    assertThat(clients.hasSecret(known(first), second.secret().orElseThrow())).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(clients.removeExpiredSecrets()).isPositive();
    assertThat(works.audited(AuditType.CLIENT_SECRET))
        .containsExactly("ok " + id + " Web shop within PT1H");
  }

  @Test
  void refusesOverlapsOfMonths() {
    String id = add(SHOP).client().clientId();
    for (Duration overlap : List.of(Duration.ofDays(31), Duration.ofSeconds(-1))) {
      assertThatThrownBy(() -> manage.rotateSecret(works.ann(), ours(), id, overlap))
          .isInstanceOf(InvalidInput.class);
    }
  }

  @Test
  void changesAtOnceWhatItRemembers() {
    MadeClient made = add(SHOP);
    assertThat(known(made).metadata().requiresPkce()).isTrue();

    manage.change(works.ann(), ours(), made.client().clientId(), json("'require_pkce': false"));

    assertThat(known(made).metadata().requiresPkce()).isFalse();
    assertThat(works.auditedChange(AuditType.CLIENT_CHANGE)).contains("require_pkce");
  }

  @Test
  void knowsTheRolesOfItsWorkspaceOnly() {
    access.addRole(works.ann(), new AccessName("sales"), Description.NONE, List.of());
    MadeClient made = add(SHOP + ", 'roles': ['Sales', 'workspace-admin']");

    assertThat(known(made).metadata().roles())
        .as("by the name that people have it by")
        .containsExactlyInAnyOrder("sales", "workspace-admin");
    assertThatThrownBy(() -> add(SHOP + ", 'roles': ['buyers']")).isInstanceOf(InvalidInput.class);
    access.removeRole(works.ann(), "sales");
    assertThat(
            manage.change(
                works.ann(), ours(), made.client().clientId(), json("'client_name': 'Shop'")))
        .as("a role that is gone lets nobody in, and is in the way of no change")
        .isPresent();
    assertThat(known(made).metadata().roles()).contains("sales");
  }

  @Test
  void findsClientsByNameAndKey() {
    MadeClient made = add(SHOP);
    add("'client_name': 'Accounts', 'redirect_uris': ['https://accounts.example.com/']");
    assertThat(manage.list(works.ann(), ours(), "", 1, 10).items())
        .extracting(client -> client.metadata().name())
        .containsExactly("Accounts", "Web shop");
    assertThat(manage.list(works.ann(), ours(), "SHOP", 1, 10).total()).isEqualTo(1);
    assertThat(manage.list(works.ann(), ours(), made.client().clientId(), 1, 10).total())
        .isEqualTo(1);
  }

  @Test
  void removesAClientWithItsSecrets() {
    MadeClient made = add(SHOP);
    known(made);
    assertThat(manage.remove(works.ann(), ours(), made.client().clientId())).isTrue();
    assertThat(clients.known(made.client().clientId())).isEmpty();
    assertThat(manage.remove(works.ann(), ours(), made.client().clientId())).isFalse();
  }

  @Test
  void hidesClientsFromOtherWorkspaces(CoreWorkspace others) {
    String id = add(SHOP).client().clientId();
    Caller stranger = others.ann();
    ClientOwner theirs = ClientOwner.workspace(others.id());
    if (others.id().equals(works.id())) {
      throw new AssertionError("The same workspace twice proves nothing.");
    }
    assertThat(manage.find(stranger, theirs, id)).isEmpty();
    assertThat(manage.remove(stranger, theirs, id)).isFalse();
    assertThatThrownBy(() -> manage.find(stranger, ours(), id)).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> manage.remove(stranger, ours(), id)).isInstanceOf(NotPermitted.class);
  }

  @Test
  void isForAdministrators() {
    works.add("bob");
    Caller bob = works.caller("bob");
    String id = add(SHOP).client().clientId();
    assertThatThrownBy(() -> manage.list(bob, ours(), "", 1, 10)).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> manage.find(bob, ours(), id)).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> manage.remove(bob, ours(), id)).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> manage.list(works.ann(), ClientOwner.INSTALLATION, "", 1, 10))
        .isInstanceOf(NotPermitted.class);
  }

  @Test
  void wantsARecentLogin() {
    String id = add(SHOP).client().clientId();
    clock.advance(settings.session().reauthentication().plusSeconds(1));
    assertThatThrownBy(() -> add(SHOP)).isInstanceOf(ReauthenticationRequired.class);
    assertThatThrownBy(() -> manage.rotateSecret(works.ann(), ours(), id, Duration.ZERO))
        .isInstanceOf(ReauthenticationRequired.class);
    assertThatThrownBy(() -> manage.change(works.ann(), ours(), id, json("")))
        .isInstanceOf(ReauthenticationRequired.class);
    assertThatThrownBy(() -> manage.remove(works.ann(), ours(), id))
        .isInstanceOf(ReauthenticationRequired.class);
  }

  @Test
  void servesAllWorkspacesByThoseOfTheInstallation() {
    works.makeSystemAdministrator("ann");
    Caller ann = works.caller("ann");
    ClientMetadata portal = ClientMetadata.of(json(SHOP + ", 'roles': ['corpinc/finance']"));

    MadeClient made = manage.add(ann, ClientOwner.INSTALLATION, portal);

    assertThat(known(made).owner().covers(works.id())).isTrue();
    assertThat(manage.find(ann, ours(), made.client().clientId())).isEmpty();
    assertThatThrownBy(
            () ->
                manage.add(
                    ann,
                    ClientOwner.INSTALLATION,
                    ClientMetadata.of(json(SHOP + ", 'roles': ['finance']"))))
        .isInstanceOf(InvalidInput.class);
    assertThat(manage.remove(ann, ClientOwner.INSTALLATION, made.client().clientId())).isTrue();
  }
}
