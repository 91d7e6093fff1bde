package org.gatehouse.core.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.address.GivenAddresses;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.provider.ExternalIdentity;
import org.gatehouse.core.provider.GivenProvider;
import org.gatehouse.core.provider.GroupRole;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Provisioning;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;

/** What the page of a test tells of a login is what the login would do, and it does nothing. */
class DryRunSignOnTest {
  private static final String SUBJECT = "8c1f";
  private static final Provisioning NOBODY_NEW =
      new Provisioning(false, false, List.of(), List.of());
  private static final Provisioning CREATING =
      new Provisioning(false, true, List.of("reader"), List.of(new GroupRole("staff", "writer")));

  private final Workspace workspace =
      new Workspace(new WorkspaceName("CorpInc"), new WorkspaceUid("corpinc"), Instant.EPOCH);
  private final User alice =
      new User(
          workspace,
          new UserName("alice"),
          new EmailAddress("alice@example.com"),
          new DisplayName("Alice"),
          Instant.EPOCH);
  private final Map<String, Role> roles =
      Map.of("reader", role("reader"), "writer", role("writer"), "other", role("other"));

  private Optional<User> linked = Optional.empty();
  private Optional<User> named = Optional.empty();
  private List<User> withEmail = List.of();

  private Role role(String name) {
    return new Role(workspace.id(), new AccessName(name), new Description(""));
  }

  @Test
  void whoIsLinkedIsTheUserWhateverTheNames() {
    linked = Optional.of(alice);
    DryRunResult foreseen = foresee(NOBODY_NEW, Map.of());
    assertThat(foreseen.user()).contains(alice);
    assertThat(foreseen.refusal()).isEmpty();
    assertThat(foreseen.roles()).containsExactly("other", "writer");
  }

  @Test
  void aRoleGoesWithItsGroupAndComesWithIt() {
    linked = Optional.of(alice);
    assertThat(foresee(CREATING, Map.of()).roles()).containsExactly("other");
    assertThat(foresee(CREATING, Map.of("groups", List.of("staff", "else"))).roles())
        .containsExactly("other", "writer");
  }

  @Test
  void whoIsDeactivatedOrOfTooHighARankIsRefused() {
    linked = Optional.of(alice);
    alice.makeSystemAdministrator(true);
    assertThat(foresee(CREATING, Map.of()).refusal()).contains(SignOnRefusal.RANK);
    alice.activate(false);
    DryRunResult foreseen = foresee(CREATING, Map.of());
    assertThat(foreseen.refusal()).contains(SignOnRefusal.INACTIVE);
    assertThat(foreseen.roles()).isEmpty();
  }

  @Test
  void anAddressSaysWhoItIsOnlyWhereItIsOwned() {
    alice.moveTo(new EmailAddress("alice@example.com"), true);
    withEmail = List.of(alice);
    Map<String, List<String>> told = Map.of("email", List.of("alice@example.com"));
    assertThat(foresee(NOBODY_NEW, told).refusal()).contains(SignOnRefusal.UNKNOWN_PERSON);
    Provisioning owned = new Provisioning(true, false, List.of(), List.of());
    assertThat(foresee(owned, told).user()).contains(alice);
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
    named = Optional.of(alice);
    Map<String, List<String>> taken =
        Map.of("preferred_username", List.of("ALICE"), "email", List.of("a@example.com"));
    assertThat(foresee(CREATING, taken).refusal()).contains(SignOnRefusal.NAME_TAKEN);
  }

  private DryRunResult foresee(Provisioning provisioning, Map<String, List<String>> told) {
    IdentityProvider provider = GivenProvider.of(workspace, provisioning, false, roles::get);
    LinkedIdentities identities =
        only(
            LinkedIdentities.class,
            "find",
            arguments -> linked.map(user -> GivenProvider.link(provider, SUBJECT, user)));
    Users users =
        answering(
            Users.class, Map.of("named", arguments -> named, "withEmail", arguments -> withEmail));
    Grants grants = only(Grants.class, "roles", arguments -> List.of("other", "writer"));
    JustInTimeProvisioning inTime =
        new JustInTimeProvisioning(
            users,
            identities,
            grants,
            new ProvidedProfile(
                grants,
                null,
                GivenAddresses.untouched(),
                only(Audit.class, "", arguments -> ""),
                Given.event(changed -> {}),
                Given.settings(Map.of())),
            null,
            only(Audit.class, "", arguments -> ""),
            Clock.systemUTC());
    return new DryRunSignOn(identities, inTime, users, grants)
        .foresee(provider, new ExternalIdentity(provider.id(), SUBJECT, told, true));
  }

  private static <T> T only(Class<T> type, String method, Function<Object[], Object> answer) {
    return answering(type, Map.of(method, answer));
  }

  /** One that knows no more than that: whatever changes something fails the test. */
  private static <T> T answering(Class<T> type, Map<String, Function<Object[], Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                Optional.ofNullable(answers.get(method.getName()))
                    .orElseThrow(() -> new AssertionError("not to be called: " + method))
                    .apply(arguments)));
  }
}
