package org.gatehouse.core.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.signon.SignOnOutcome.Connected;
import org.gatehouse.core.signon.SignOnOutcome.Refused;
import org.gatehouse.core.signon.SignOnOutcome.SignedOn;
import org.gatehouse.core.signon.SignOnOutcome.Tested;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreProviders;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** How somebody comes back from a provider: in the browser that left, once, within ten minutes. */
@CoreTest
class CompleteSignOnTest {
  private static final String BROWSER = "what only this browser has";

  private final CompleteSignOn completeSignOn;
  private final SignOns signOns;
  private final CoreWorkspace works;
  private final CoreProviders providers;
  private final LinkedIdentities identities;
  private final MovableClock clock;
  private final IdentityProvider provider;

  CompleteSignOnTest(
      CompleteSignOn completeSignOn,
      SignOns signOns,
      CoreWorkspace works,
      CoreProviders providers,
      LinkedIdentities identities,
      MovableClock clock) {
    this.completeSignOn = completeSignOn;
    this.signOns = signOns;
    this.works = works;
    this.providers = providers;
    this.identities = identities;
    this.clock = clock;
    this.provider = providers.add(works, CoreProviders.CREATING);
  }

  private String arrival(SignOnPlan plan, String person) {
    StartedSignOn begun = signOns.begin(provider, plan, BROWSER);
    return signOns
        .accept(begun.signOn(), CoreProviders.answer(provider, works, person))
        .orElseThrow();
  }

  private static SignOnPlan plan(Purpose purpose, Caller caller) {
    return new SignOnPlan(purpose, Optional.of(caller.userId()), "", false);
  }

  private SignOnOutcome complete(String arrival) {
    return complete(arrival, BROWSER, Optional.empty());
  }

  private SignOnOutcome complete(String arrival, String browser, Optional<Caller> caller) {
    return completeSignOn.complete(arrival, browser, caller, works.client());
  }

  private static void isRefused(SignOnOutcome outcome, SignOnRefusal why) {
    assertThat(outcome)
        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why()).isEqualTo(why));
  }

  private Optional<LinkedIdentity> linked(String person) {
    return identities.find(provider, CoreProviders.subject(person));
  }

  @Test
  void letsInWhoComesBackAndLeadsThemWhereTheyWanted() {
    SignOnOutcome outcome = complete(arrival(SignOnPlan.login("/account/keys", false), "bob"));

    assertThat(((SignedOn) outcome).returnTo()).isEqualTo("/account/keys");
    assertThat(((SignedOn) outcome).login().user().name()).isEqualTo("bob");
  }

  @Test
  void notesThatTheProviderWasAskedToAskAnew(Sessions sessions) {
    String arrival = arrival(SignOnPlan.login("", true), "bob");
    clock.advance(Duration.ofMinutes(1));

    UUID session = ((SignedOn) complete(arrival)).login().caller().sessionId();
    assertThat(sessions.authenticationContext(session).orElseThrow().at())
        .contains(clock.instant().minusSeconds(60));
  }

  @Test
  void takesAnArrivalOnce() {
    String arrival = arrival(SignOnPlan.login("", false), "bob");

    assertThat(complete(arrival)).isInstanceOf(SignedOn.class);
    isRefused(complete(arrival), SignOnRefusal.EXPIRED);
  }

  @Test
  void letsOneInOfTwoThatComeAtOnce() {
    String arrival = arrival(SignOnPlan.login("", false), "bob");

    assertThat(AtOnce.call(2, () -> complete(arrival)))
        .hasAtLeastOneElementOfType(SignedOn.class)
        .hasAtLeastOneElementOfType(Refused.class);
  }

  @Test
  void takesNoArrivalAfterTenMinutesOrThatIsNone() {
    String arrival = arrival(SignOnPlan.login("", false), "bob");
    clock.advance(Duration.ofMinutes(10));

    isRefused(complete(arrival), SignOnRefusal.EXPIRED);
    isRefused(complete("anything"), SignOnRefusal.EXPIRED);
  }

  @Test
  void takesNoArrivalInAnotherBrowserAndLeavesItGood() {
    String arrival = arrival(SignOnPlan.login("", false), "bob");

    isRefused(complete(arrival, "another", Optional.empty()), SignOnRefusal.OTHER_BROWSER);
    assertThat(works.audited(AuditType.SIGN_ON)).containsExactly("other-browser " + provider.id());
    assertThat(complete(arrival)).isInstanceOf(SignedOn.class);
  }

  @Test
  void takesOneAnswerOnly() {
    StartedSignOn begun = signOns.begin(provider, SignOnPlan.login("", false), BROWSER);
    var answer = CoreProviders.answer(provider, works, "bob");

    assertThat(AtOnce.call(3, () -> signOns.accept(begun.signOn(), answer).isPresent()))
        .containsOnlyOnce(true);
    assertThat(signOns.ofHandle(begun.handle())).isEmpty();
    assertThat(signOns.ofRequest(begun.signOn().requestId())).isEmpty();
  }

  @Test
  void findsALoginUnderWayByWhatTheProviderGivesBack() {
    StartedSignOn begun = signOns.begin(provider, SignOnPlan.login("", false), BROWSER);

    assertThat(signOns.ofHandle(begun.handle())).isPresent();
    assertThat(signOns.ofRequest(begun.signOn().requestId())).isPresent();
    assertThat(signOns.ofHandle("anything")).isEmpty();
    assertThat(signOns.secret(begun.signOn())).isEqualTo(signOns.secret(begun.signOn()));
    assertThat(signOns.nonce(begun.signOn())).doesNotContain(signOns.secret(begun.signOn()));
    assertThat(begun.toString()).doesNotContain(begun.handle());
  }

  @Test
  void addsOnePersonWhoComesInTwiceAtOnce(CoreDatabase database) {
    List<String> arrivals =
        List.of(
            arrival(SignOnPlan.login("", false), "bob"),
            arrival(SignOnPlan.login("", false), "bob"));

    assertThat(
            AtOnce.call(List.of(() -> complete(arrivals.get(0)), () -> complete(arrivals.get(1)))))
        .hasOnlyElementsOfType(SignedOn.class);
    assertThat(
            database.count(
                "select count(*) from user_account where workspace_id = ? and name = 'bob'",
                works.id()))
        .isOne();
  }

  @Test
  void refusesANameThatIsSomebodyElses() {
    works.add("bob");

    isRefused(complete(arrival(SignOnPlan.login("", false), "bob")), SignOnRefusal.NAME_TAKEN);
    assertThat(works.audited(AuditType.SIGN_ON)).containsExactly("name-taken " + provider.id());
  }

  @Test
  void showsATestToWhoBeganItAndLetsNobodyIn() {
    String arrival = arrival(plan(Purpose.TEST, works.ann()), "bob");

    assertThat(complete(arrival)).isEqualTo(new Tested(arrival));
    assertThat(completeSignOn.tested(arrival, works.ann())).isPresent();
    works.addAdministrator("eve");
    assertThat(completeSignOn.tested(arrival, works.caller("eve"))).isEmpty();
    assertThat(completeSignOn.tested("anything", works.ann())).isEmpty();
    assertThat(linked("bob")).isEmpty();
    String login = arrival(SignOnPlan.login("", false), "bob");
    assertThat(completeSignOn.tested(login, works.ann())).isEmpty();
  }

  @Test
  void sealsTheWordsOfAProviderForWhoTestsIt() {
    UUID ann = works.ann().userId();
    String sealed = signOns.sealWords(ann, "no such client");

    assertThat(signOns.openWords(ann, sealed)).isEqualTo("no such client");
    assertThat(signOns.openWords(UUID.randomUUID(), sealed)).isEmpty();
    assertThat(signOns.openWords(ann, "")).isEmpty();
    assertThat(signOns.openWords(ann, "anything")).isEmpty();
  }

  @Test
  void connectsWhoIsLoggedInAndTellsThem() {
    String arrival = arrival(plan(Purpose.CONNECT, works.ann()), "annie");

    assertThat(complete(arrival, BROWSER, Optional.of(works.ann()))).isInstanceOf(Connected.class);
    assertThat(linked("annie").orElseThrow().user().id()).isEqualTo(works.ann().userId());
    assertThat(linked("annie").orElseThrow().isProvisioned()).isFalse();
    assertThat(works.mails("ann")).endsWith("identity-connected");
    assertThat(works.audited(AuditType.IDENTITY_LINK)).containsExactly("ok self " + provider.id());
  }

  @Test
  void connectsTheSameAgainWithoutAWord() {
    for (int i = 0; i < 2; i++) {
      String arrival = arrival(plan(Purpose.CONNECT, works.ann()), "annie");
      assertThat(complete(arrival, BROWSER, Optional.of(works.ann())))
          .isInstanceOf(Connected.class);
    }

    assertThat(works.audited(AuditType.IDENTITY_LINK)).hasSize(1);
  }

  @Test
  void connectsNobodyWhoIsLoggedOutOrSomebodyElse() {
    works.add("bob");
    String loggedOut = arrival(plan(Purpose.CONNECT, works.ann()), "annie");
    String somebodyElse = arrival(plan(Purpose.CONNECT, works.ann()), "annie");

    isRefused(complete(loggedOut), SignOnRefusal.OTHER_BROWSER);
    isRefused(
        complete(somebodyElse, BROWSER, Optional.of(works.caller("bob"))),
        SignOnRefusal.OTHER_BROWSER);
    assertThat(linked("annie")).isEmpty();
  }

  @Test
  void connectsNothingThatIsSomebodyElses() {
    works.add("bob");
    identities.link(provider.id(), CoreProviders.subject("annie"), works.user("bob"), false);
    String arrival = arrival(plan(Purpose.CONNECT, works.ann()), "annie");

    isRefused(complete(arrival, BROWSER, Optional.of(works.ann())), SignOnRefusal.LINKED_ELSEWHERE);
    assertThat(linked("annie").orElseThrow().user().name()).isEqualTo("bob");
  }

  @Test
  void connectsNothingOfAnotherWorkspace(CoreWorkspace others) {
    String arrival = arrival(plan(Purpose.CONNECT, others.ann()), "annie");

    isRefused(
        complete(arrival, BROWSER, Optional.of(others.ann())), SignOnRefusal.LINKED_ELSEWHERE);
    assertThat(linked("annie")).isEmpty();
  }

  @Test
  void leadsWhoComesUnaskedWhereTheyMayBeSentOnly(Settings settings) {
    BiFunction<String, String, String> returnTo =
        (person, wanted) ->
            ((SignedOn)
                    completeSignOn.unsolicited(
                        provider,
                        CoreProviders.answer(provider, works, person),
                        wanted,
                        works.client()))
                .returnTo();

    assertThat(returnTo.apply("bob", "/account")).isEqualTo("/account");
    assertThat(returnTo.apply("bob", settings.publicUrl() + "/x"))
        .isEqualTo(settings.publicUrl() + "/x");
    assertThat(returnTo.apply("bob", "https://evil.example/")).isEmpty();
    assertThat(returnTo.apply("bob", "//evil.example/")).isEmpty();
    assertThat(returnTo.apply("bob", "")).isEmpty();
  }

  @Test
  void removesThoseNobodyCameBackFor(CoreDatabase database) {
    signOns.begin(provider, SignOnPlan.login("", false), BROWSER);
    clock.advance(Duration.ofMinutes(10).plusSeconds(1));
    signOns.removeExpired();

    assertThat(database.count("select count(*) from sign_on where provider_id = ?", provider.id()))
        .isZero();
  }

  @Test
  void permitsToConnectForSomeMinutesInOneSession(ConnectPermission connect, Settings settings) {
    String permission = connect.permit(works.ann());

    assertThat(connect.isPermitted(works.ann(), permission)).isTrue();
    assertThat(connect.isPermitted(works.caller("ann"), permission)).isFalse();
    assertThat(connect.isPermitted(works.ann(), "anything")).isFalse();
    clock.advance(Duration.ofMinutes(10));
    assertThat(connect.isPermitted(works.ann(), permission)).isFalse();
    clock.advance(settings.session().reauthentication());
    assertThatThrownBy(() -> connect.permit(works.ann()))
        .isInstanceOf(ReauthenticationRequired.class);
  }

  private Caller byProvider(String name) {
    return works.caller(
        name,
        SessionOrigin.byProvider(
            new SessionOrigin.Provider(
                provider.id(), "oidc", Optional.empty(), Optional.of(clock.instant()))));
  }

  private String link(String person, String subject) {
    identities.link(provider.id(), CoreProviders.subject(subject), works.user(person), false);
    return linked(subject).orElseThrow().subjectHash();
  }

  @Test
  void disconnectsAndEndsTheOtherSessionsThatItOpened(ConnectIdentity connect, Sessions sessions) {
    String hash = link("ann", "annie");
    Caller opened = byProvider("ann");
    assertThat(connect.of(works.ann())).hasSize(1);

    assertThat(connect.disconnect(works.ann(), provider.id(), hash)).isTrue();
    assertThat(connect.of(works.ann())).isEmpty();
    assertThat(sessions.find(opened.sessionId())).isEmpty();
    assertThat(sessions.find(works.ann().sessionId())).isPresent();
    assertThat(connect.disconnect(works.ann(), provider.id(), hash)).isFalse();
    assertThat(works.audited(AuditType.IDENTITY_UNLINK)).containsExactly("ok " + provider.id());
  }

  @Test
  void disconnectsNothingOfSomebodyElse(ConnectIdentity connect) {
    works.add("bob");
    String hash = link("bob", "bob");

    assertThat(connect.disconnect(works.ann(), provider.id(), hash)).isFalse();
    assertThat(linked("bob")).isPresent();
  }

  @Test
  void leavesAWayInToWhoHasNoPassword(ConnectIdentity connect, CoreDatabase database) {
    works.add("bob");
    String one = link("bob", "bob");
    String other = link("bob", "robert");
    database.update("delete from password_credential where user_id = ?", works.user("bob").id());
    Caller bob = byProvider("bob");

    assertThat(connect.disconnect(bob, provider.id(), one)).isTrue();
    assertThatThrownBy(() -> connect.disconnect(bob, provider.id(), other))
        .isInstanceOf(Conflict.class);
    assertThat(linked("robert")).isPresent();
  }

  @Test
  void disconnectsNothingWithoutRecentAuthentication(ConnectIdentity connect, Settings settings) {
    String hash = link("ann", "annie");
    clock.advance(settings.session().reauthentication().plusSeconds(1));

    assertThatThrownBy(() -> connect.disconnect(works.ann(), provider.id(), hash))
        .isInstanceOf(ReauthenticationRequired.class);
    assertThat(linked("annie")).isPresent();
  }

  @Test
  void endsTheSessionsThatTheProviderSays(EndByProvider endByProvider, Sessions sessions) {
    works.add("bob");
    Caller one = byProvider("bob");
    Caller other = byProvider("bob");

    endByProvider.end(provider, List.of(one.sessionId(), UUID.randomUUID()), works.client());
    endByProvider.end(provider, List.of(one.sessionId()), works.client());
    assertThat(sessions.find(one.sessionId())).isEmpty();
    assertThat(sessions.find(other.sessionId())).isPresent();
    assertThat(works.audited(AuditType.LOGOUT)).containsExactly("ok oidc " + provider.id());
  }
}
