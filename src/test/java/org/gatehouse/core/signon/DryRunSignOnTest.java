package org.gatehouse.core.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Provisioning;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreProviders;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.Test;

/** What the page of a test tells of a login is what the login would do, and it does nothing. */
@CoreTest
class DryRunSignOnTest {
  private static final Provisioning NOBODY_NEW = CoreProviders.NOBODY_NEW;
  private static final Provisioning CREATING = CoreProviders.CREATING;

  private final DryRunSignOn dryRun;
  private final CoreProviders providers;
  private final CoreWorkspace works;
  private final LinkedIdentities identities;
  private final CoreDatabase database;
  private final User alice;
  private boolean linked;

  DryRunSignOnTest(
      DryRunSignOn dryRun,
      CoreProviders providers,
      CoreWorkspace works,
      LinkedIdentities identities,
      ManageAccess access,
      Catalog catalog,
      Grants grants,
      CoreDatabase database,
      CoreTransactions transactions) {
    this.dryRun = dryRun;
    this.providers = providers;
    this.works = works;
    this.identities = identities;
    this.database = database;
    this.alice = works.add("alice");
    List<String> roles = List.of("other", "writer");
    roles.forEach(
        role -> access.addRole(works.ann(), new AccessName(role), Description.NONE, List.of()));
    transactions.run(
        () -> grants.give(alice.id(), catalog.allNamed(Role.class, works.id(), roles)));
  }

  @Test
  void whoIsLinkedIsTheUserWhateverTheNames() {
    linked = true;
    DryRunResult foreseen = foresee(NOBODY_NEW, Map.of());
    assertThat(foreseen.user()).map(User::id).contains(alice.id());
    assertThat(foreseen.refusal()).isEmpty();
    assertThat(foreseen.roles()).containsExactly("other", "writer");
  }

  @Test
  void aRoleGoesWithItsGroupAndComesWithIt() {
    linked = true;
    assertThat(foresee(CREATING, Map.of()).roles()).containsExactly("other");
    assertThat(foresee(CREATING, Map.of("groups", List.of("staff", "else"))).roles())
        .containsExactly("other", "writer");
  }

  @Test
  void whoIsDeactivatedOrOfTooHighARankIsRefused() {
    linked = true;
    works.makeSystemAdministrator("alice");
    assertThat(foresee(CREATING, Map.of()).refusal()).contains(SignOnRefusal.RANK);
    works.change("alice", user -> user.activate(false));
    DryRunResult foreseen = foresee(CREATING, Map.of());
    assertThat(foreseen.refusal()).contains(SignOnRefusal.INACTIVE);
    assertThat(foreseen.roles()).isEmpty();
  }

  @Test
  void anAddressSaysWhoItIsOnlyWhereItIsOwned() {
    CoreProviders.vouch(works, "alice");
    Map<String, List<String>> told = Map.of("email", List.of(works.email("alice")));
    assertThat(foresee(NOBODY_NEW, told).refusal()).contains(SignOnRefusal.UNKNOWN_PERSON);
    assertThat(foresee(CoreProviders.BY_ADDRESS, told).user()).map(User::id).contains(alice.id());
  }

  @Test
  void whatCannotBeWhatItShouldIsSaid() {
    DryRunResult foreseen =
        foresee(
            CREATING,
            Map.of(
                "preferred_username", List.of("Anna Berg"),
                "name", List.of("Wolf ".repeat(30)),
                "email", List.of("root@[192.0.2.4]")));

    assertThat(foreseen.person().unfit())
        .containsExactly("userName.invalid", "displayName.cut", "email.invalid");
    assertThat(foreseen.refusal()).contains(SignOnRefusal.NO_USER_NAME);
    assertThat(foreseen.person().displayName().orElseThrow().value()).startsWith("Wolf Wolf");
  }

  @Test
  void whoWouldBeAddedGetsTheFirstRolesAndThoseOfTheGroups() {
    DryRunResult foreseen =
        foresee(
            CREATING,
            Map.of(
                "preferred_username",
                List.of("bob"),
                "email",
                List.of("bob@example.com"),
                "groups",
                List.of("staff")));
    assertThat(foreseen.refusal()).isEmpty();
    assertThat(foreseen.user()).isEmpty();
    assertThat(foreseen.person().userName()).contains(new UserName("bob"));
    assertThat(foreseen.roles()).containsExactly("reader", "writer");
  }

  @Test
  void whatIsMissingForANewUserIsSaid() {
    assertThat(foresee(CREATING, Map.of()).refusal()).contains(SignOnRefusal.NO_USER_NAME);
    Map<String, List<String>> nameOnly = Map.of("preferred_username", List.of("bob"));
    assertThat(foresee(CREATING, nameOnly).refusal()).contains(SignOnRefusal.NO_EMAIL);
    Map<String, List<String>> taken =
        Map.of("preferred_username", List.of("ALICE"), "email", List.of("a@example.com"));
    assertThat(foresee(CREATING, taken).refusal()).contains(SignOnRefusal.NAME_TAKEN);
  }

  private DryRunResult foresee(Provisioning provisioning, Map<String, List<String>> told) {
    IdentityProvider provider = providers.add(works, provisioning);
    if (linked) {
      identities.link(provider.id(), CoreProviders.subject("alice"), alice, false);
    }
    List<String> before = rows();
    DryRunResult foreseen =
        dryRun.foresee(provider, CoreProviders.answer(provider, "alice", told, true).identity());
    assertThat(rows()).isEqualTo(before);
    return foreseen;
  }

  /** All that a login could change. */
  private List<String> rows() {
    String users = " user_account u on u.id = user_id where u.workspace_id = ?";
    return database.texts(
        "select 'user ' || id || ' ' || version from user_account where workspace_id = ?"
            + " union all select 'role ' || user_id || ' ' || role_id from user_role join"
            + users
            + " union all select 'link ' || provider_id || ' ' || user_id from linked_identity join"
            + users
            + " union all select 'told ' || id from audit_event where workspace_id = ? order by 1",
        works.id(),
        works.id(),
        works.id(),
        works.id());
  }
}
