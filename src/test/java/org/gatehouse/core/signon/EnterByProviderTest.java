package org.gatehouse.core.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.administration.AddServiceAccount;
import org.gatehouse.core.administration.DeleteUser;
import org.gatehouse.core.administration.EraseAccounts;
import org.gatehouse.core.administration.NewServiceAccount;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.policy.AccountBounds;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.provider.Provisioning;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.signon.EnterByProvider.Wish;
import org.gatehouse.core.signon.SignOnOutcome.Refused;
import org.gatehouse.core.signon.SignOnOutcome.SignedOn;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.Workspaces;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreProviders;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Whom a provider lets in: who is linked, who is known by an address, who is added. */
@CoreTest
class EnterByProviderTest {
  private static final Wish WISH = new Wish("/account", Optional.empty());
  private static final Provisioning CREATING_BY_ADDRESS =
      new Provisioning(true, true, List.of(), List.of());

  private final EnterByProvider enterByProvider;
  private final CoreProviders providers;
  private final CoreWorkspace works;
  private final LinkedIdentities identities;
  private final Grants grants;
  private final MovableClock clock;

  EnterByProviderTest(
      EnterByProvider enterByProvider,
      CoreProviders providers,
      CoreWorkspace works,
      LinkedIdentities identities,
      Grants grants,
      MovableClock clock) {
    this.enterByProvider = enterByProvider;
    this.providers = providers;
    this.works = works;
    this.identities = identities;
    this.grants = grants;
    this.clock = clock;
  }

  private IdentityProvider linking(String... people) {
    IdentityProvider provider = providers.add(works, CoreProviders.NOBODY_NEW);
    for (String person : people) {
      link(provider, person);
    }
    return provider;
  }

  private void link(IdentityProvider provider, String person) {
    identities.link(provider.id(), CoreProviders.subject(person), works.user(person), false);
  }

  private Optional<LinkedIdentity> linked(IdentityProvider provider, String person) {
    return identities.find(provider, CoreProviders.subject(person));
  }

  private SignOnOutcome enter(IdentityProvider provider, Authenticated answer) {
    return enterByProvider.enter(provider.id(), answer, WISH, works.client());
  }

  private SignOnOutcome enter(IdentityProvider provider, String person, String... groups) {
    return enter(provider, CoreProviders.answer(provider, works, person, groups));
  }

  private Caller caller(SignOnOutcome outcome) {
    return ((SignedOn) outcome).login().caller();
  }

  private static void isRefused(SignOnOutcome outcome, SignOnRefusal why) {
    assertThat(outcome)
        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why()).isEqualTo(why));
  }

  private List<String> told() {
    return works.audited(AuditType.LOGIN);
  }

  @Test
  void letsInWhoIsChangedAtTheSameMoment() throws Exception {
    works.add("bob");
    IdentityProvider provider = linking("bob");

    assertThat(works.whileChanged("bob", () -> enter(provider, "bob")))
        .isInstanceOf(SignedOn.class);
  }

  @Test
  void letsInWhoIsLinkedWhateverTheNameIs(Sessions sessions) {
    User bob = works.add("bob");
    IdentityProvider provider = linking("bob");

    SignOnOutcome outcome = enter(provider, CoreProviders.answer(provider, "bob", Map.of(), false));
    assertThat(((SignedOn) outcome).returnTo()).isEqualTo("/account");
    Caller caller = caller(outcome);
    assertThat(caller.userId()).isEqualTo(bob.id());
    assertThat(caller.source()).isEqualTo("oidc");
    assertThat(sessions.find(caller.sessionId())).isPresent();
    assertThat(told()).containsExactly("ok oidc " + provider.id());
    assertThat(linked(provider, "bob").orElseThrow().lastLoginAt()).contains(clock.instant());
    // The person's own name and address stay.
    assertThat(works.user("bob").displayName()).isEqualTo("bob");
  }

  @Test
  void letsNobodyInFromNetworksThatTheWorkspaceDoesNotAllow(
      AuthenticationPolicies policies, Workspaces workspaces, CoreTransactions transactions) {
    works.add("bob");
    IdentityProvider provider = linking("bob");
    AuthenticationLimits limits =
        new AuthenticationLimits(
            OptionalInt.empty(),
            SessionBounds.NONE,
            0,
            KeyBounds.NONE,
            AllowedNetworks.of(List.of("192.0.2.0/24")),
            AccountBounds.NONE);
    transactions.run(
        () -> {
          policies
              .set(works.id(), SecondFactorDemand.NOT_REQUIRED, Set.of(), 0, clock.instant())
              .limit(limits, clock.instant());
          workspaces.tellOfChange(works.id());
        });

    isRefused(enter(provider, "bob"), SignOnRefusal.ELSEWHERE);

    assertThat(linked(provider, "bob").orElseThrow().lastLoginAt()).isEmpty();
    assertThat(told()).containsExactly("elsewhere oidc " + provider.id());
  }

  @Test
  void writesNothingOfSomebodyWhoseAccountHasEnded() {
    works.add("bob");
    IdentityProvider provider = linking("bob");
    works.change("bob", user -> user.expireAt(Optional.of(clock.instant())));

    isRefused(enter(provider, "bob"), SignOnRefusal.ACCOUNT_EXPIRED);

    assertThat(linked(provider, "bob").orElseThrow().lastLoginAt()).isEmpty();
    assertThat(told()).containsExactly("account-expired oidc " + provider.id());
  }

  @Test
  void letsNobodyInWhomItDoesNotKnow() {
    works.add("bob");
    IdentityProvider provider = linking();

    isRefused(enter(provider, "bob"), SignOnRefusal.UNKNOWN_PERSON);
    assertThat(linked(provider, "bob")).isEmpty();
    assertThat(told()).containsExactly("unknown-person oidc " + provider.id());
  }

  @Test
  void meansNobodyByWhatAnotherProviderCallsThem() {
    works.add("bob");
    linking("bob");

    isRefused(enter(linking(), "bob"), SignOnRefusal.UNKNOWN_PERSON);
  }

  @Test
  void letsNobodyInByAProviderThatIsOffOrGone(
      IdentityProviders all, CoreDatabase database, CoreTransactions transactions) {
    works.add("bob");
    IdentityProvider off = linking("bob");
    IdentityProvider gone = linking("bob");
    database.update("update identity_provider set enabled = false where id = ?", off.id());
    transactions.run(() -> all.remove(gone));

    isRefused(enter(off, "bob"), SignOnRefusal.PROVIDER_OFF);
    isRefused(enter(gone, "bob"), SignOnRefusal.PROVIDER_OFF);
  }

  @Test
  void letsNobodyInWhoIsInactive() {
    works.add("bob");
    IdentityProvider provider = linking("bob");
    works.change("bob", user -> user.activate(false));

    isRefused(enter(provider, "bob"), SignOnRefusal.INACTIVE);
    assertThat(told()).containsExactly("inactive oidc " + provider.id());
  }

  @Test
  void letsNoProgramIn(AddServiceAccount programs) {
    programs.add(
        works.ann(), new NewServiceAccount(new UserName("robot"), Optional.empty(), List.of()));

    isRefused(enter(linking("robot"), "robot"), SignOnRefusal.INACTIVE);
  }

  @Test
  void letsSystemAdministratorsInByAProviderThatIsTrusted(IdentityProviders all) {
    works.add("root");
    works.makeSystemAdministrator("root");
    IdentityProvider provider = linking("root");

    isRefused(enter(provider, "root"), SignOnRefusal.RANK);
    all.trust(provider.id(), true);
    assertThat(enter(provider, "root")).isInstanceOf(SignedOn.class);
  }

  @Test
  void endsWithTheSessionOfTheProvider() {
    works.add("bob");
    IdentityProvider provider = linking("bob");
    Authenticated answer = CoreProviders.answer(provider, works, "bob");
    Instant end = clock.instant().plusSeconds(300);

    assertThat(caller(enter(provider, until(answer, end))).expiresAt()).isEqualTo(end);
    isRefused(enter(provider, until(answer, clock.instant())), SignOnRefusal.EXPIRED);
  }

  private static Authenticated until(Authenticated answer, Instant end) {
    return new Authenticated(
        answer.identity(),
        new ProviderSession(
            answer.session().subject(), answer.session().index(), "", Optional.of(end)));
  }

  @Test
  void isAsRecentAsTheProviderWasAskedToMakeIt(Sessions sessions) {
    works.add("bob");
    IdentityProvider provider = linking("bob");
    Instant began = clock.instant();
    clock.advance(Duration.ofMinutes(2));

    Caller asked =
        caller(
            enterByProvider.enter(
                provider.id(),
                CoreProviders.answer(provider, works, "bob"),
                new Wish("", Optional.of(began)),
                works.client()));
    assertThat(sessions.authenticationContext(asked.sessionId()).orElseThrow().at())
        .contains(began);
    Caller unasked = caller(enter(provider, "bob"));
    assertThat(sessions.authenticationContext(unasked.sessionId()).orElseThrow().at()).isEmpty();
  }

  @Test
  void remembersWhichOfItsSessionsTheProviderStandsBehind(ProviderSessions behind) {
    works.add("bob");
    IdentityProvider provider = linking("bob");
    UUID session = caller(enter(provider, "bob")).sessionId();

    assertThat(behind.openedBy(provider.id(), "session of bob")).containsExactly(session);
    assertThat(behind.openedBy(provider.id(), List.of(CoreProviders.subject("bob")), List.of()))
        .containsExactly(session);
    assertThat(
            behind.openedBy(
                provider.id(), List.of(CoreProviders.subject("bob")), List.of("another")))
        .isEmpty();
    assertThat(behind.behind(session).orElseThrow().session().subject())
        .isEqualTo(CoreProviders.subject("bob"));
  }

  @Test
  void addsWhoIsNewWhereThatIsWanted() {
    IdentityProvider provider = providers.add(works, CoreProviders.CREATING);

    Caller caller = caller(enter(provider, "bob", "staff", "other"));
    User bob = works.user("bob");
    assertThat(caller.userId()).isEqualTo(bob.id());
    assertThat(bob.displayName()).isEqualTo("Called bob");
    assertThat(bob.email()).isEqualTo(works.email("bob"));
    assertThat(bob.isAdministrator()).isFalse();
    assertThat(grants.roles(bob.id())).containsExactly("reader", "writer");
    assertThat(linked(provider, "bob").orElseThrow().isProvisioned()).isTrue();
    assertThat(works.mails("bob")).contains("email-confirm").doesNotContain("identity-connected");
    assertThat(works.audited(AuditType.USER_ADD)).containsExactly("ok provider " + provider.id());
  }

  @Test
  void addsNobodyTwiceAndFollowsWhatTheProviderSays() {
    IdentityProvider provider = providers.add(works, CoreProviders.CREATING);
    UUID bob = caller(enter(provider, "bob", "staff")).userId();
    grants.roles(bob);

    Authenticated later =
        CoreProviders.answer(
            provider,
            "bob",
            Map.of(
                "preferred_username", List.of("robert"),
                "name", List.of("Robert"),
                "email", List.of(works.email("robert"))),
            true);
    assertThat(caller(enter(provider, later)).userId()).isEqualTo(bob);
    assertThat(works.user("bob").displayName()).isEqualTo("Robert");
    assertThat(works.user("bob").email()).isEqualTo(works.email("robert"));
    assertThat(grants.roles(bob)).containsExactly("reader");
    assertThat(works.audited(AuditType.USER_CHANGE)).hasSize(1);
    assertThat(works.audited(AuditType.EMAIL_CHANGE)).hasSize(1);
    assertThat(works.audited(AuditType.ROLES_CHANGE)).hasSize(2);
  }

  @Test
  void tellsNothingWhereNothingHasChanged() {
    IdentityProvider provider = providers.add(works, CoreProviders.CREATING);
    enter(provider, "bob");
    List<String> before = works.audited();

    enter(provider, "bob");
    assertThat(works.audited()).hasSize(before.size() + 1).endsWith("login ok");
  }

  @Test
  void addsNobodyWithoutANameOrAnAddress() {
    IdentityProvider provider = providers.add(works, CoreProviders.CREATING);

    isRefused(
        enter(provider, CoreProviders.answer(provider, "bob", Map.of(), true)),
        SignOnRefusal.NO_USER_NAME);
    isRefused(
        enter(
            provider,
            CoreProviders.answer(
                provider,
                "bob",
                Map.of("preferred_username", List.of("bob"), "email", List.of("no address")),
                true)),
        SignOnRefusal.NO_EMAIL);
    assertThat(told())
        .containsExactly(
            "no-user-name oidc " + provider.id(),
            "no-email oidc " + provider.id() + " email.invalid");
  }

  @Test
  void addsNobodyWithSomebodyElsesName() {
    works.add("bob");
    IdentityProvider provider = providers.add(works, CoreProviders.CREATING);

    assertThatThrownBy(() -> enter(provider, "bob")).isInstanceOf(Conflict.class);
    assertThat(linked(provider, "bob")).isEmpty();
  }

  @Test
  void knowsByAVouchedAddressWhoItIsAndTellsThem() {
    works.add("bob");
    CoreProviders.vouch(works, "bob");
    IdentityProvider provider = providers.add(works, CoreProviders.BY_ADDRESS);

    assertThat(caller(enter(provider, "bob")).userId()).isEqualTo(works.user("bob").id());
    assertThat(linked(provider, "bob").orElseThrow().isProvisioned()).isFalse();
    assertThat(works.mails("bob")).containsExactly("identity-connected");
    assertThat(works.audited(AuditType.IDENTITY_LINK)).containsExactly("ok email " + provider.id());
    // Once it is linked, nobody needs the address.
    assertThat(enter(provider, CoreProviders.answer(provider, "bob", Map.of(), false)))
        .isInstanceOf(SignedOn.class);
    assertThat(works.mails("bob")).hasSize(1);
  }

  @Test
  void knowsNobodyByAnAddressThatNobodyVouchesFor() {
    works.add("bob");
    IdentityProvider provider = providers.add(works, CoreProviders.BY_ADDRESS);

    isRefused(enter(provider, "bob"), SignOnRefusal.UNKNOWN_PERSON);
    CoreProviders.vouch(works, "bob");
    isRefused(
        enter(
            provider,
            CoreProviders.answer(
                provider, "bob", Map.of("email", List.of(works.email("bob"))), false)),
        SignOnRefusal.UNKNOWN_PERSON);
    isRefused(enter(linking(), "bob"), SignOnRefusal.UNKNOWN_PERSON);
  }

  @Test
  void knowsNobodyByAnAddressThatTwoHave() {
    for (String name : List.of("bob", "bill")) {
      works.add(name);
      works.change(name, user -> user.moveTo(new EmailAddress(works.email("bob")), true));
    }

    isRefused(
        enter(providers.add(works, CoreProviders.BY_ADDRESS), "bob"), SignOnRefusal.UNKNOWN_PERSON);
  }

  @Test
  void knowsTheOneOfTwoWhoMayLogIn() {
    for (String name : List.of("bill", "bob")) {
      works.add(name);
      works.change(name, user -> user.moveTo(new EmailAddress(works.email("bob")), true));
    }
    works.change("bill", user -> user.activate(false));

    assertThat(caller(enter(providers.add(works, CoreProviders.BY_ADDRESS), "bob")).userId())
        .isEqualTo(works.user("bob").id());
  }

  @Test
  void whoIsShutOutOrDeletedDoesNotComeBackAsSomebodyNew(
      DeleteUser deleteUser, EraseAccounts eraseAccounts) {
    works.add("bob");
    CoreProviders.vouch(works, "bob");
    IdentityProvider provider = providers.add(works, CREATING_BY_ADDRESS);
    Authenticated robert =
        CoreProviders.answer(
            provider,
            "robert",
            Map.of("preferred_username", List.of("robert"), "email", List.of(works.email("bob"))),
            true);
    works.change("bob", user -> user.activate(false));
    isRefused(enter(provider, robert), SignOnRefusal.INACTIVE);

    deleteUser.delete(works.caller("ann"), "bob");
    isRefused(enter(provider, robert), SignOnRefusal.INACTIVE);
    assertThat(linked(provider, "robert")).isEmpty();
    assertThat(works.audited(AuditType.USER_ADD)).isEmpty();

    clock.advance(Duration.ofDays(30));
    eraseAccounts.run();
    assertThat(caller(enter(provider, robert)).userId()).isEqualTo(works.user("robert").id());
  }

  @Test
  void knowsNoSystemAdministratorByAnAddressUnlessItIsTrusted(IdentityProviders all) {
    works.add("root");
    works.makeSystemAdministrator("root");
    CoreProviders.vouch(works, "root");
    IdentityProvider provider = providers.add(works, CoreProviders.BY_ADDRESS);

    isRefused(enter(provider, "root"), SignOnRefusal.UNKNOWN_PERSON);
    all.trust(provider.id(), true);
    assertThat(enter(provider, "root")).isInstanceOf(SignedOn.class);
  }

  @Test
  void knowsNobodyOfAnotherWorkspaceByAnAddress(CoreWorkspace others) {
    others.add("bob");
    others.change("bob", user -> user.moveTo(new EmailAddress(works.email("bob")), true));

    isRefused(
        enter(providers.add(works, CoreProviders.BY_ADDRESS), "bob"), SignOnRefusal.UNKNOWN_PERSON);
  }

  @Test
  void prefersWhoIsThereToSomebodyNew() {
    works.add("bob");
    CoreProviders.vouch(works, "bob");
    IdentityProvider provider = providers.add(works, CREATING_BY_ADDRESS);

    assertThat(caller(enter(provider, "bob")).userId()).isEqualTo(works.user("bob").id());
    assertThat(works.audited(AuditType.USER_ADD)).isEmpty();
  }

  @Test
  void confirmsNoAddressByItselfWhileStrangersMaySignUp() {
    IdentityProvider provider = providers.add(works, CREATING_BY_ADDRESS);
    enter(provider, "bob");

    assertThat(works.user("bob").confirmedEmail()).isEmpty();
    assertThat(works.user("bob").isEmailVouched()).isTrue();
  }

  @Test
  void confirmsAnAddressOfATrustedProvider(IdentityProviders all) {
    IdentityProvider provider = providers.add(works, CREATING_BY_ADDRESS);
    all.trust(provider.id(), true);
    enter(provider, "bob");

    assertThat(works.user("bob").confirmedEmail()).contains(works.email("bob"));
  }

  @Test
  void givesAndTakesTheRolesOfGroupsAndLeavesTheOthers() {
    User bob = works.add("bob");
    IdentityProvider provider = providers.add(works, CoreProviders.CREATING);
    link(provider, "bob");

    enter(provider, "bob", "staff");
    assertThat(grants.roles(bob.id())).containsExactly("writer");
    Caller still = caller(enter(provider, "bob", "staff"));
    assertThat(still.roles()).contains("writer");
    enter(provider, "bob");
    assertThat(grants.roles(bob.id())).isEmpty();
    assertThat(works.audited(AuditType.ROLES_CHANGE))
        .containsOnly("ok groups of " + provider.id())
        .hasSize(2);
  }
}
