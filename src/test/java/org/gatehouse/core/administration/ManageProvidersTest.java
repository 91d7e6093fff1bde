package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.provider.AttributeNames;
import org.gatehouse.core.provider.GroupRole;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.provider.ProviderDetails;
import org.gatehouse.core.provider.ProviderName;
import org.gatehouse.core.provider.ProviderRule;
import org.gatehouse.core.provider.Provisioning;
import org.gatehouse.core.provider.ReturnAddress;
import org.gatehouse.core.provider.ReturnAddresses;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.provider.SignOnPolicy;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.signon.LinkedIdentities;
import org.gatehouse.core.token.SigningKeys;
import org.gatehouse.core.token.SigningKeys.PublishedKey;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreProviders;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Test;

/** Which providers a workspace trusts, whether they are a must, and whom they can't shut out. */
@CoreTest
class ManageProvidersTest {
  private final ManageProviders manageProviders;
  private final ManageSignOnPolicy signOnPolicy;
  private final ManageAccess manageAccess;
  private final ManageLinkedIdentities linkedIdentities;
  private final CoreWorkspace works;
  private final Sessions sessions;
  private final LinkedIdentities identities;
  private final MovableClock clock;
  private final String name = Workspace.unique();

  ManageProvidersTest(
      ManageProviders manageProviders,
      ManageSignOnPolicy signOnPolicy,
      ManageAccess manageAccess,
      ManageLinkedIdentities linkedIdentities,
      CoreWorkspace works,
      Sessions sessions,
      LinkedIdentities identities,
      MovableClock clock) {
    this.manageProviders = manageProviders;
    this.signOnPolicy = signOnPolicy;
    this.manageAccess = manageAccess;
    this.linkedIdentities = linkedIdentities;
    this.works = works;
    this.sessions = sessions;
    this.identities = identities;
    this.clock = clock;
  }

  private IdentityProvider add(String called) {
    return manageProviders.add(
        works.ann(), CoreProviders.details(called, CoreProviders.NOBODY_NEW), Optional.empty());
  }

  private static ProviderDetails with(
      ProviderDetails of, boolean enabled, AttributeNames attributes) {
    return new ProviderDetails(
        of.name(), enabled, of.alwaysAnew(), of.connection(), attributes, of.provisioning());
  }

  private boolean change(IdentityProvider provider, ProviderDetails details) {
    return manageProviders.change(works.ann(), now(provider), details, Optional.empty());
  }

  private IdentityProvider now(IdentityProvider provider) {
    return manageProviders.find(works.ann(), provider.id()).orElseThrow();
  }

  private boolean disable(IdentityProvider provider) {
    ProviderDetails now = provider.details();
    return change(provider, with(now, false, now.attributes()));
  }

  private Caller openedBy(IdentityProvider provider, String user) {
    return works.caller(
        user,
        SessionOrigin.byProvider(
            new SessionOrigin.Provider(provider.id(), "oidc", Optional.empty(), Optional.empty())));
  }

  private boolean goesOn(Caller caller) {
    return sessions.current(caller.sessionId()).isPresent();
  }

  private void require(Optional<String> wayBack) {
    changePolicy(true, wayBack, List.of());
  }

  private void changePolicy(
      boolean required, Optional<String> wayBack, List<ReturnAddress> addresses) {
    signOnPolicy.change(
        works.ann(),
        new SignOnPolicyChange(Optional.of(required), wayBack, Optional.of(addresses)));
  }

  @Test
  void addsOneAndKeepsItsSecretToItself(IdentityProviders all) {
    IdentityProvider added =
        manageProviders.add(
            works.ann(),
            CoreProviders.details(name, CoreProviders.NOBODY_NEW),
            Optional.of("the client's secret"));

    assertThat(manageProviders.list(works.ann())).hasSize(1);
    assertThat(all.clientSecret(manageProviders.find(works.ann(), added.id()).orElseThrow()))
        .contains("the client's secret");
    assertThat(works.audited(AuditType.PROVIDER_ADD)).containsExactly("ok " + added.id());
    assertThat(works.auditedChange(AuditType.PROVIDER_ADD))
        .contains("https://" + name + ".example")
        .doesNotContain("the client's secret");
  }

  @Test
  void addsNothingTwice() {
    add(name);

    assertThatThrownBy(() -> add(name)).isInstanceOf(Conflict.class);
    ProviderDetails same = CoreProviders.details(name, CoreProviders.NOBODY_NEW);
    ProviderDetails otherName =
        new ProviderDetails(
            new ProviderName("Other"),
            true,
            false,
            same.connection(),
            same.attributes(),
            same.provisioning());
    assertThatThrownBy(() -> manageProviders.add(works.ann(), otherName, Optional.empty()))
        .isInstanceOf(Conflict.class);
    ProviderDetails other = CoreProviders.details("x" + name, CoreProviders.NOBODY_NEW);
    ProviderDetails sameName =
        new ProviderDetails(
            same.name(), true, false, other.connection(), same.attributes(), same.provisioning());
    assertThatThrownBy(() -> manageProviders.add(works.ann(), sameName, Optional.empty()))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void addsOneOfTheSameThatComeAtOnce() {
    assertThat(
            AtOnce.call(
                3,
                () -> {
                  try {
                    add(name);
                    return true;
                  } catch (Conflict e) {
                    return false;
                  }
                }))
        .containsOnlyOnce(true);
  }

  @Test
  void addsNoMoreThanThereMayBe() {
    IntStream.range(0, IdentityProviders.LIMIT).forEach(n -> add(name + n));

    assertThatThrownBy(() -> add(name)).isInstanceOf(Conflict.class);
  }

  @Test
  void addsNoneThatGivesRolesThatAreNotThere() {
    ProviderDetails details =
        CoreProviders.details(name, new Provisioning(false, true, List.of("none"), List.of()));

    assertThatThrownBy(() -> manageProviders.add(works.ann(), details, Optional.empty()))
        .isInstanceOf(InvalidInput.class);
    assertThat(manageProviders.list(works.ann())).isEmpty();
  }

  @Test
  void endsWhatADisabledProviderHasOpened() {
    works.add("bob");
    IdentityProvider provider = add(name);
    Caller bob = openedBy(provider, "bob");

    assertThat(disable(provider)).isTrue();
    assertThat(goesOn(bob)).isFalse();
    assertThat(works.auditedChange(AuditType.PROVIDER_CHANGE)).contains("enabled");
  }

  @Test
  void leavesSessionsWhereOnlyTheNameChanges() {
    works.add("bob");
    IdentityProvider provider = add(name);
    Caller bob = openedBy(provider, "bob");
    ProviderDetails now = provider.details();

    change(
        provider,
        new ProviderDetails(
            new ProviderName("Other"),
            true,
            true,
            now.connection(),
            now.attributes(),
            now.provisioning()));
    assertThat(goesOn(bob)).isTrue();
    IdentityProvider changed = manageProviders.find(works.ann(), provider.id()).orElseThrow();
    assertThat(changed.name()).isEqualTo("Other");
    assertThat(changed.isAlwaysAnew()).isTrue();
  }

  @Test
  void forgetsWhomItMeantWhenItMeansPeopleByAnotherAttribute() {
    works.add("bob");
    IdentityProvider provider = add(name);
    identities.link(provider.id(), "bob", works.user("bob"), false);
    Caller bob = openedBy(provider, "bob");
    AttributeNames now = provider.attributes();

    change(
        provider,
        with(
            provider.details(),
            true,
            new AttributeNames(
                "email", now.userName(), now.displayName(), now.email(), now.groups())));
    assertThat(identities.ofUser(works.user("bob").id())).isEmpty();
    assertThat(goesOn(bob)).isFalse();
  }

  @Test
  void neverBecomesAnotherProvider() {
    IdentityProvider provider = add(name);

    assertThatThrownBy(
            () -> change(provider, CoreProviders.details("x" + name, CoreProviders.NOBODY_NEW)))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void changesTheSecretAndTellsThatOnly(IdentityProviders all) {
    IdentityProvider provider =
        manageProviders.add(
            works.ann(),
            CoreProviders.details(name, CoreProviders.NOBODY_NEW),
            Optional.of("first"));

    for (String secret : List.of("first", "second", "second", "", "")) {
      manageProviders.change(works.ann(), now(provider), provider.details(), Optional.of(secret));
      assertThat(secret(all, provider)).isEqualTo(Optional.of(secret).filter(s -> !s.isEmpty()));
    }
    assertThat(works.audited(AuditType.PROVIDER_CHANGE))
        .as("what was the same is no change")
        .containsExactly(
            "ok " + provider.id() + " another client secret",
            "ok " + provider.id() + " another client secret");
    Optional<String> tooLong = Optional.of("x".repeat(IdentityProviders.LONGEST_SECRET + 1));
    assertThatThrownBy(
            () -> manageProviders.change(works.ann(), now(provider), provider.details(), tooLong))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(
            () ->
                manageProviders.add(
                    works.ann(),
                    CoreProviders.details("x" + name, CoreProviders.NOBODY_NEW),
                    tooLong))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void keepsTheLongestSecretThereMayBe(IdentityProviders all) {
    // Nothing has more bytes in UTF-8 for a char of Java.
    String longest = "\u20AC".repeat(IdentityProviders.LONGEST_SECRET);
    IdentityProvider provider =
        manageProviders.add(
            works.ann(),
            CoreProviders.details(name, CoreProviders.NOBODY_NEW),
            Optional.of(longest));
    assertThat(secret(all, provider)).contains(longest);
  }

  @Test
  void leavesAllAsItIsWhereNothingChanges() {
    works.addAdministrator("root");
    works.makeSystemAdministrator("root");
    IdentityProvider provider =
        manageProviders.add(
            works.ann(),
            CoreProviders.details(name, rolesOf("reader", "writer")),
            Optional.empty());
    manageProviders.trust(works.caller("root"), provider.id(), true);

    ProviderDetails same = CoreProviders.details(name, rolesOf("WRITER", "Reader", "reader"));
    assertThat(change(provider, same)).isTrue();

    assertThat(now(provider).revision()).isEqualTo(provider.revision());
    assertThat(isTrusted(provider)).isTrue();
    assertThat(works.audited(AuditType.PROVIDER_CHANGE)).isEmpty();
  }

  private Provisioning rolesOf(String... roles) {
    for (String role : List.of("reader", "writer")) {
      if (manageAccess.role(works.ann(), role).isEmpty()) {
        manageAccess.addRole(works.ann(), new AccessName(role), Description.NONE, List.of());
      }
    }
    return new Provisioning(
        false,
        true,
        List.of(roles),
        Stream.of(roles).map(role -> new GroupRole("staff", role)).toList());
  }

  @Test
  void undoesNothingThatSomebodyElseHasChangedMeanwhile() {
    IdentityProvider seenByBoth = add(name);
    ProviderDetails now = seenByBoth.details();
    ProviderDetails off = with(now, false, now.attributes());
    ProviderDetails byAddress =
        with(now, true, new AttributeNames("email", "", "", "email", "groups"));

    assertThat(
            AtOnce.call(
                List.of(() -> isMade(seenByBoth, off), () -> isMade(seenByBoth, byAddress))))
        .containsExactlyInAnyOrder(true, false);
    assertThat(works.audited(AuditType.PROVIDER_CHANGE)).hasSize(1);
  }

  private boolean isMade(IdentityProvider seen, ProviderDetails details) {
    try {
      return manageProviders.change(works.ann(), seen, details, Optional.empty());
    } catch (Conflict e) {
      assertThat(e.rule()).isEqualTo(ProviderRule.CHANGED);
      return false;
    }
  }

  @Test
  void findsThemByNameInAnyCase(CoreWorkspace others) {
    IdentityProvider provider = add("x" + name);

    assertThat(manageProviders.find(works.ann(), " X" + name))
        .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(provider.id()));
    assertThat(manageProviders.find(works.ann(), name)).isEmpty();
    assertThat(manageProviders.find(others.ann(), "x" + name)).isEmpty();
  }

  private Optional<String> secret(IdentityProviders all, IdentityProvider provider) {
    return all.clientSecret(manageProviders.find(works.ann(), provider.id()).orElseThrow());
  }

  @Test
  void removesOneWithWhomItKnowsAndWhatItOpened() {
    works.add("bob");
    IdentityProvider provider = add(name);
    identities.link(provider.id(), "bob", works.user("bob"), false);
    Caller bob = openedBy(provider, "bob");

    assertThat(manageProviders.remove(works.ann(), provider.id())).isTrue();
    assertThat(manageProviders.find(works.ann(), provider.id())).isEmpty();
    assertThat(identities.ofUser(works.user("bob").id())).isEmpty();
    assertThat(goesOn(bob)).isFalse();
    assertThat(manageProviders.remove(works.ann(), provider.id())).isFalse();
    assertThat(works.audited(AuditType.PROVIDER_REMOVE)).hasSize(1);
  }

  @Test
  void knowsTheOwnWorkspaceOnly(CoreWorkspace others) {
    IdentityProvider provider = add(name);

    assertThat(manageProviders.find(others.ann(), provider.id())).isEmpty();
    assertThat(manageProviders.list(others.ann())).isEmpty();
    assertThat(manageProviders.remove(others.ann(), provider.id())).isFalse();
    assertThat(manageProviders.change(others.ann(), provider, provider.details(), Optional.empty()))
        .isFalse();
    assertThat(linkedIdentities.list(others.ann(), works.user("ann"))).isEmpty();
  }

  @Test
  void isForAdministratorsWhoHaveShownAMomentAgoWhoTheyAre(Settings settings) {
    IdentityProvider provider = add(name);
    works.add("bob");
    Caller bob = works.caller("bob");
    assertThatThrownBy(() -> manageProviders.list(bob)).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> manageProviders.find(bob, provider.id()))
        .isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> signOnPolicy.find(bob)).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> linkedIdentities.list(bob, works.user("ann")))
        .isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> manageProviders.remove(bob, provider.id()))
        .isInstanceOf(NotPermitted.class);
    clock.advance(settings.session().reauthentication().plusSeconds(1));

    for (Runnable deed :
        List.<Runnable>of(
            () -> add("x" + name),
            () -> disable(provider),
            () -> manageProviders.remove(works.ann(), provider.id()),
            () -> changePolicy(false, Optional.empty(), List.of()),
            () -> linkedIdentities.unlink(works.ann(), works.user("bob"), provider.id(), ""))) {
      assertThatThrownBy(deed::run).isInstanceOf(ReauthenticationRequired.class);
    }
  }

  @Test
  void isTrustedByASystemAdministratorOnlyAndUntilAnotherChangesIt() {
    IdentityProvider provider = add(name);
    assertThatThrownBy(() -> manageProviders.trust(works.ann(), provider.id(), true))
        .isInstanceOf(NotPermitted.class);
    works.addAdministrator("root");
    works.makeSystemAdministrator("root");
    Caller root = works.caller("root");

    assertThat(manageProviders.trust(root, provider.id(), true)).isTrue();
    ProviderDetails now = provider.details();
    ProviderDetails off = with(now, false, now.attributes());
    manageProviders.change(root, now(provider), off, Optional.empty());
    assertThat(isTrusted(provider)).isTrue();
    change(provider, now);
    assertThat(isTrusted(provider)).isFalse();
    assertThat(manageProviders.trust(root, provider.id(), false)).as("it isn't anyway").isTrue();
    assertThat(works.audited(AuditType.PROVIDER_DISTRUST)).hasSize(1);
    manageProviders.trust(root, provider.id(), true);
    manageProviders.trust(root, provider.id(), true);
    manageProviders.trust(root, provider.id(), false);
    assertThat(isTrusted(provider)).isFalse();
    assertThat(manageProviders.trust(root, UUID.randomUUID(), true)).isFalse();
    assertThat(works.audited(AuditType.PROVIDER_TRUST)).hasSize(2);
    assertThat(works.audited(AuditType.PROVIDER_DISTRUST)).hasSize(2);
  }

  private boolean isTrusted(IdentityProvider provider) {
    return manageProviders.find(works.ann(), provider.id()).orElseThrow().isSystemTrusted();
  }

  @Test
  void canBeAMustForAllButTheWayBack() {
    works.add("bob");
    add(name);

    require(Optional.of("ann"));
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isNotInstanceOf(LoggedIn.class);
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(works.audited(AuditType.LOGIN)).contains("sign-on-required");
    assertThat(works.auditedChange(AuditType.SIGN_ON_POLICY)).contains("required");
    changePolicy(false, Optional.empty(), List.of());
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void staysAsItIsInWhatNobodyChanges() {
    works.addAdministrator("eve");
    add(name);
    List<ReturnAddress> addresses = List.of(new ReturnAddress("https://app.example/"));
    changePolicy(true, Optional.of("eve"), addresses);
    SignOnPolicyChange nothing =
        new SignOnPolicyChange(Optional.empty(), Optional.empty(), Optional.empty());

    SignOnPolicy policy = signOnPolicy.change(works.ann(), nothing);
    assertThat(policy.isRequired()).isTrue();
    assertThat(signOnPolicy.wayBack(policy)).contains("eve");
    assertThat(policy.returnAddresses()).isEqualTo(addresses);
    changePolicy(true, Optional.of("EVE"), addresses);
    assertThat(works.audited(AuditType.SIGN_ON_POLICY)).hasSize(1);

    policy =
        signOnPolicy.change(
            works.ann(),
            new SignOnPolicyChange(Optional.of(false), Optional.empty(), Optional.empty()));
    assertThat(signOnPolicy.wayBack(policy)).isEmpty();
    assertThat(policy.returnAddresses()).isEqualTo(addresses);
    assertThatThrownBy(() -> changePolicy(false, Optional.of("eve"), addresses))
        .isInstanceOf(InvalidInput.class);
    assertThat(works.audited(AuditType.SIGN_ON_POLICY)).hasSize(2);
  }

  @Test
  void isNoMustWithoutAProviderOrAWayBack(CoreDatabase database) {
    assertThatThrownBy(() -> require(Optional.of("ann"))).isInstanceOf(Conflict.class);
    add(name);
    works.add("bob");
    works.addAdministrator("eve");
    works.addAdministrator("zoe");
    works.change("eve", user -> user.activate(false));
    database.update("delete from password_credential where user_id = ?", works.user("zoe").id());

    for (String nobody : List.of("nobody", "bob", "eve", "zoe")) {
      assertThatThrownBy(() -> require(Optional.of(nobody))).isInstanceOf(InvalidInput.class);
    }
    assertThatThrownBy(() -> require(Optional.empty())).isInstanceOf(InvalidInput.class);
    assertThat(signOnPolicy.find(works.ann()).isRequired()).isFalse();
  }

  @Test
  void leavesAProviderWhereOneIsAMust() {
    IdentityProvider first = add(name);
    IdentityProvider second = add("x" + name);
    require(Optional.of("ann"));

    assertThat(disable(first)).isTrue();
    assertThatThrownBy(() -> disable(second)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> manageProviders.remove(works.ann(), second.id()))
        .isInstanceOf(Conflict.class);
    assertThat(manageProviders.find(works.ann(), second.id()).orElseThrow().isEnabled()).isTrue();
  }

  @Test
  void leavesOneOfTwoThatAreRemovedAtOnce() {
    IdentityProvider first = add(name);
    IdentityProvider second = add("x" + name);
    require(Optional.of("ann"));

    assertThat(AtOnce.call(List.of(() -> isRemoved(first), () -> isRemoved(second))))
        .containsExactlyInAnyOrder(true, false);
  }

  private boolean isRemoved(IdentityProvider provider) {
    try {
      return manageProviders.remove(works.ann(), provider.id());
    } catch (Conflict e) {
      return false;
    }
  }

  @Test
  void keepsTheWayBackAnActiveAdministrator(ChangeUser changeUser) {
    add(name);
    works.addAdministrator("eve");
    require(Optional.of("eve"));

    assertThatThrownBy(() -> changeUser.change(works.ann(), "eve", UserChange.active(false)))
        .isInstanceOf(Conflict.class);
    changeUser.change(works.ann(), "eve", UserChange.systemAdministrator(false));
    assertThat(works.user("eve").isActive()).isTrue();
  }

  @Test
  void listsWherePeopleMayBeSent(ReturnAddresses returnAddresses) {
    changePolicy(false, Optional.empty(), List.of(new ReturnAddress("https://app.example/here")));

    assertThat(returnAddresses.allowed(works.id(), "https://app.example/here/x")).isNotEmpty();
    assertThat(returnAddresses.allowed(works.id(), "https://app.example/there")).isEmpty();
    assertThat(returnAddresses.allowed(UUID.randomUUID(), "https://app.example/here")).isEmpty();
    List<ReturnAddress> many =
        IntStream.rangeClosed(0, SignOnPolicies.MOST_ADDRESSES)
            .mapToObj(n -> new ReturnAddress("https://app.example/" + n))
            .toList();
    assertThatThrownBy(() -> changePolicy(false, Optional.empty(), many))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void takesLinksOfOthersAwayAndEndsWhatTheyOpened() {
    works.add("bob");
    works.addAdministrator("root");
    works.makeSystemAdministrator("root");
    IdentityProvider provider = add(name);
    for (String user : List.of("ann", "bob", "root")) {
      identities.link(provider.id(), user, works.user(user), false);
    }
    Caller bob = openedBy(provider, "bob");

    assertThat(unlink("bob", provider)).isTrue();
    assertThat(goesOn(bob)).isFalse();
    assertThat(unlink("bob", provider)).isFalse();
    assertThat(works.audited(AuditType.IDENTITY_UNLINK)).containsExactly("ok " + provider.id());
    assertThatThrownBy(() -> unlink("ann", provider)).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> unlink("root", provider)).isInstanceOf(NotPermitted.class);
    assertThat(linkedIdentities.list(works.ann(), works.user("root"))).hasSize(1);
  }

  private boolean unlink(String user, IdentityProvider provider) {
    String hash = RandomToken.hash(user);
    return linkedIdentities.unlink(works.ann(), works.user(user), provider.id(), hash);
  }

  @Test
  void leavesKeysOfTheInstallationToSystemAdministrators(
      ManageSigningKeys manageSigningKeys, SigningKeys keys) {
    assertThatThrownBy(() -> manageSigningKeys.list(works.ann())).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> manageSigningKeys.withdraw(works.ann(), "x"))
        .isInstanceOf(NotPermitted.class);
    works.addAdministrator("root");
    works.makeSystemAdministrator("root");
    Caller root = works.caller("root");
    List<PublishedKey> before = manageSigningKeys.list(root);

    assertThat(manageSigningKeys.withdraw(root, before.get(0).kid())).isTrue();
    assertThat(manageSigningKeys.withdraw(root, before.get(0).kid())).isFalse();
    assertThat(keys.published()).isNotEmpty().doesNotContain(before.get(0));
    assertThat(works.audited(AuditType.SIGNING_KEY))
        .containsExactly("withdrawn " + before.get(0).kid());
  }
}
