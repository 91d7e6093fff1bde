package org.gatehouse.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gatehouse.core.account.ManagePasskeys;
import org.gatehouse.core.account.Reauthentication;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.ReauthenticationRule;
import org.gatehouse.core.account.TurnOffSecondFactor;
import org.gatehouse.core.administration.ManageSignOnPolicy;
import org.gatehouse.core.administration.ResetSecondFactor;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.credential.passkey.Challenges;
import org.gatehouse.core.credential.passkey.Passkey;
import org.gatehouse.core.credential.passkey.PasskeyName;
import org.gatehouse.core.credential.passkey.PasskeyRule;
import org.gatehouse.core.credential.passkey.Passkeys;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.AuthenticationContext;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.PasskeyDevice;
import org.junit.jupiter.api.Test;

/** Whom a passkey lets in, alone or beside a password, and whom it doesn't. */
@CoreTest
class PasskeyLoginTest {
  private static final LoginOutcome REFUSED = new Refused();
  private static final String SITE = "http://localhost:8080";
  private static final String BROWSER = "the token of a form";
  private static final PasskeyName NAME = new PasskeyName("Phone");

  private final PasskeyLogin passkeyLogin;
  private final ManagePasskeys managePasskeys;
  private final Passkeys passkeys;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final PasskeyDevice device = new PasskeyDevice(SITE);

  PasskeyLoginTest(
      PasskeyLogin passkeyLogin,
      ManagePasskeys managePasskeys,
      Passkeys passkeys,
      CoreWorkspace works,
      MovableClock clock) {
    this.passkeyLogin = passkeyLogin;
    this.managePasskeys = managePasskeys;
    this.passkeys = passkeys;
    this.works = works;
    this.clock = clock;
  }

  private List<String> enrol(Caller caller, PasskeyDevice with) {
    return managePasskeys.add(caller, with.make(managePasskeys.options(caller)), NAME);
  }

  private String asked() {
    return passkeys.optionsToShow(BROWSER);
  }

  private LoginOutcome show(String shown) {
    return show(shown, Optional.empty());
  }

  private LoginOutcome show(String shown, Optional<String> workspace) {
    return passkeyLogin.logIn(ShownFactor.to(BROWSER, shown), workspace, false, works.client());
  }

  private List<String> told() {
    return works.audited(AuditType.LOGIN);
  }

  private void isRefused(String reason, LoginOutcome outcome) {
    assertThat(outcome).isEqualTo(REFUSED);
    assertThat(told()).endsWith("passkey-" + reason);
  }

  private Passkey only() {
    return managePasskeys.list(works.ann()).get(0);
  }

  @Test
  void logsInWithoutAName(Sessions sessions) {
    assertThat(enrol(works.ann(), device)).as("recovery codes").hasSize(10);
    assertThat(only().lastUsedAt()).isEmpty();

    LoggedIn in = (LoggedIn) show(device.show(asked()), Optional.of(works.uid()));
    assertThat(in.user().name()).isEqualTo("ann");
    assertThat(told()).containsExactly("ok passkey " + only().id());
    assertThat(only().lastUsedAt()).hasValue(clock.instant());
    AuthenticationContext context =
        sessions.authenticationContext(in.caller().sessionId()).orElseThrow();
    assertThat(context.references()).containsExactly("pop", "user", "mfa");
    assertThat(context.level()).hasValue(AuthenticationContext.TWO_FACTORS);
  }

  @Test
  void tellsThePersonAndTheAuditLogOfANewOne() {
    enrol(works.ann(), device);
    assertThat(works.mails("ann")).endsWith("passkey-added");
    assertThat(works.latestMail("ann")).contains("Phone");
    assertThat(works.audited(AuditType.PASSKEY_ADD)).containsExactly("ok Phone");
  }

  @Test
  void aChallengeCountsOnceAlsoAtOnce() throws Exception {
    enrol(works.ann(), device);
    String shown = device.show(asked());
    List<Boolean> in = AtOnce.call(4, () -> show(shown) instanceof LoggedIn);
    assertThat(in).containsExactlyInAnyOrder(true, false, false, false);
    isRefused("used-challenge", show(shown));
  }

  @Test
  void aChallengeCountsForFiveMinutesAndOneBrowser() {
    enrol(works.ann(), device);
    String late = device.show(asked());
    clock.advance(Challenges.LIFETIME);
    assertThat(show(late)).isEqualTo(REFUSED);
    assertThat(show(device.show(passkeys.optionsToShow("another browser")))).isEqualTo(REFUSED);
    assertThat(show(device.show("{\"challenge\":\"bm90IG91cnM\",\"rpId\":\"localhost\"}")))
        .isEqualTo(REFUSED);
    assertThat(show(device.show("{\"challenge\":\"YS4xLmI\",\"rpId\":\"localhost\"}")))
        .isEqualTo(REFUSED);
  }

  @Test
  void refusesWhatIsForAnotherSite() {
    enrol(works.ann(), device);
    isRefused("wrong-origin", show(device.at("http://localhost:8081").show(asked())));
    isRefused("wrong-origin", show(device.at("https://evil.example").show(asked())));
    isRefused("wrong-rp-id", show(device.at(SITE).believing("evil.example").show(asked())));
  }

  @Test
  void refusesWhatWasSignedInAFrameOfAnotherSite() {
    enrol(works.ann(), device);
    isRefused("wrong-origin", show(device.framed().show(asked())));
    isNotAdded(
        PasskeyRule.REFUSED,
        new PasskeyDevice(SITE).framed().make(managePasskeys.options(works.ann())));
  }

  @Test
  void refusesWhoeverIsNotVerified() {
    enrol(works.ann(), device);
    isRefused("user-not-verified", show(device.saying(0x01).show(asked())));
    isRefused("malformed", show(device.saying(0x04).show(asked())));
  }

  @Test
  void refusesTheWrongKeyUserOrKind() {
    enrol(works.ann(), device);
    String ours = device.show(asked());
    var thief = new PasskeyDevice(SITE);
    String theirs = thief.show(asked()).replace(thief.credentialId(), device.credentialId());
    isRefused("wrong-user", show(theirs.replace("\"userHandle\":\"\"", "\"userHandle\":\"AAAA\"")));
    isRefused("malformed", show(device.show(asked(), "webauthn.create")));
    assertThat(show(ours.replaceAll("\"signature\":\"[^\"]*\"", "\"signature\":\"AAAA\"")))
        .isEqualTo(REFUSED);
    assertThat(show(ours)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void nobodyLearnsWhichThereAre() {
    enrol(works.ann(), device);
    var stranger = new PasskeyDevice(SITE);
    assertThat(show(stranger.show(asked()))).isEqualTo(REFUSED);
    assertThat(passkeys.unknown(ShownFactor.to(BROWSER, stranger.show(asked()))).orElse(""))
        .contains(stranger.credentialId());
    assertThat(passkeys.unknown(ShownFactor.to(BROWSER, device.show(asked())))).isEmpty();
    assertThat(passkeys.unknown(ShownFactor.to(BROWSER, "{}"))).isEmpty();
  }

  @Test
  void aCopyIsRefusedAndThePersonTold() {
    enrol(works.ann(), device.counting(7));
    assertThat(show(device.counting(8).show(asked()))).isInstanceOf(LoggedIn.class);

    isRefused("copied", show(device.counting(8).show(asked())));
    assertThat(works.mails("ann")).endsWith("passkey-copied");
    isRefused("copied", show(device.counting(0).show(asked())));
    assertThat(show(device.counting(9).show(asked()))).isInstanceOf(LoggedIn.class);
  }

  @Test
  void whatIsSentTwiceIsNoCopy() {
    enrol(works.ann(), device.counting(7));
    String shown = device.counting(8).show(asked());
    assertThat(show(shown)).isInstanceOf(LoggedIn.class);
    isRefused("used-challenge", show(shown));
    assertThat(works.mails("ann")).doesNotContain("passkey-copied");
  }

  @Test
  void ofTwoWithTheSameCountOneGetsIn() throws Exception {
    enrol(works.ann(), device.counting(1));
    device.counting(2);
    var shown = List.of(device.show(asked()), device.show(asked())).iterator();
    List<Boolean> in =
        AtOnce.call(
            2,
            () -> {
              String mine;
              synchronized (shown) {
                mine = shown.next();
              }
              return show(mine) instanceof LoggedIn;
            });
    assertThat(in).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void ofTwoWhoAddTheSameOneIsRefused() throws Exception {
    works.add("bob");
    List<Callable<Boolean>> adding =
        Stream.of(works.ann(), works.caller("bob"))
            .map(caller -> adding(caller, device.make(managePasskeys.options(caller))))
            .toList();
    assertThat(AtOnce.call(adding)).containsExactlyInAnyOrder(true, false);
  }

  private Callable<Boolean> adding(Caller caller, String made) {
    return () -> {
      try {
        managePasskeys.add(caller, made, NAME);
        return true;
      } catch (Conflict e) {
        assertThat(e.rule()).isEqualTo(PasskeyRule.KNOWN);
        return false;
      }
    };
  }

  @Test
  void keepsWhetherItIsOnSeveralDevices() {
    enrol(works.ann(), device.saying(PasskeyDevice.VERIFIED | 0x08));
    assertThat(only().isBackupEligible()).isTrue();
    assertThat(only().isBackedUp()).isFalse();

    assertThat(show(device.saying(PasskeyDevice.SYNCED).show(asked())))
        .isInstanceOf(LoggedIn.class);
    assertThat(only().isBackedUp()).isTrue();
    isRefused("malformed", show(device.saying(PasskeyDevice.VERIFIED).show(asked())));
  }

  @Test
  void letsNobodyInWhoMayNot(ManageSignOnPolicy signOn, CoreDatabase database) {
    works.add("bob");
    Caller bob = works.caller("bob");
    enrol(bob, device);
    assertThat(show(device.show(asked()), Optional.of("another"))).isEqualTo(REFUSED);
    assertThat(told()).endsWith("other-workspace");

    works.change("bob", user -> user.activate(false));
    assertThat(show(device.show(asked()))).isEqualTo(REFUSED);
    assertThat(told()).endsWith("inactive");

    works.change("bob", user -> user.activate(true));
    database.update(
        "insert into sign_on_policy (workspace_id, required, way_back_user_id, return_addresses)"
            + " values (?, true, ?, '')",
        works.id(),
        works.user("ann").id());
    assertThat(show(device.show(asked()))).isEqualTo(REFUSED);
    assertThat(told()).endsWith("sign-on-required");
  }

  @Test
  void isASecondFactorBesideThePassword(Login login, PendingLogins pendingLogins) {
    List<String> codes = enrol(works.ann(), device);
    var required = (SecondFactorRequired) works.logIn("ann", CoreWorkspace.PASSWORD);
    String pending = pendingLogins.open(required, false);
    UUID ann = works.user("ann").id();

    assertThat(login.complete(pending, device.show(asked()), works.client()))
        .as("a challenge for another purpose")
        .isInstanceOf(SecondFactorRequired.class);
    assertThat(works.audited(AuditType.PASSKEY)).containsExactly("wrong-challenge");
    assertThat(
            login.complete(
                pending,
                device.show(passkeys.optionsToShow(ann, pending).orElseThrow()),
                works.client()))
        .isInstanceOf(LoggedIn.class);
    assertThat(told()).endsWith("ok password+passkey");

    String next = pendingLogins.open(required, false);
    assertThat(login.complete(next, codes.get(0), works.client())).isInstanceOf(LoggedIn.class);
  }

  @Test
  void theOneOfAColleagueIsNoSecondFactor(Login login, PendingLogins pendingLogins) {
    enrol(works.ann(), device);
    works.add("bob");
    var others = new PasskeyDevice(SITE);
    enrol(works.caller("bob"), others);
    String pending =
        pendingLogins.open(
            (SecondFactorRequired) works.logIn("ann", CoreWorkspace.PASSWORD), false);

    assertThat(
            login.complete(pending, others.show(passkeys.optionsToShow(pending)), works.client()))
        .isInstanceOf(SecondFactorRequired.class);
    assertThat(works.audited(AuditType.PASSKEY)).containsExactly("wrong-user");
  }

  @Test
  void addsOnlyWhatWasAskedFor() {
    Caller ann = works.ann();
    String options = managePasskeys.options(ann);
    isNotAdded(PasskeyRule.REFUSED, new PasskeyDevice("https://evil.example").make(options));
    isNotAdded(
        PasskeyRule.REFUSED, new PasskeyDevice(SITE).believing("evil.example").make(options));
    isNotAdded(PasskeyRule.REFUSED, new PasskeyDevice(SITE).saying(0x01).make(options));
    isNotAdded(PasskeyRule.REFUSED, new PasskeyDevice(SITE).withIdOf(1_024).make(options));
    String elsewhere = managePasskeys.options(works.caller("ann"));
    isNotAdded(PasskeyRule.REFUSED, device.make(elsewhere));

    String made = device.make(options);
    managePasskeys.add(ann, made, NAME);
    isNotAdded(PasskeyRule.REFUSED, made);
  }

  @Test
  void survivesWhatNobodyWouldSend() {
    byte[] client = device.client(managePasskeys.options(works.ann()));
    byte[] deep = new byte[10_000];
    Arrays.fill(deep, (byte) 0x81);
    // A byte string that says it has four gigabytes, and an array of as many.
    for (byte[] object :
        List.of(
            deep,
            new byte[] {0x5a, -1, -1, -1, -1},
            new byte[] {(byte) 0x9a, 0x7f, -1, -1, -1},
            "not CBOR".getBytes(StandardCharsets.UTF_8),
            new byte[0])) {
      isNotAdded(PasskeyRule.REFUSED, device.made(client, object));
    }
    for (String text :
        List.of("", "{", "{}", "[]", "null", "{\"id\":1}", "[".repeat(9_000), "{".repeat(20_000))) {
      isNotAdded(PasskeyRule.REFUSED, text);
      assertThat(show(text)).isEqualTo(REFUSED);
    }
  }

  @Test
  void survivesAnswersOfWhichAPartIsMissing() {
    enrol(works.ann(), device);
    String shown = device.show(asked());
    for (String part :
        List.of("id", "rawId", "type", "clientDataJSON", "authenticatorData", "signature")) {
      String without = shown.replaceAll("\"" + part + "\":\"[^\"]*\",", "");
      assertThat(without).as(part).isNotEqualTo(shown);
      if (!part.equals("id") && !part.equals("type")) {
        assertThat(show(without)).as(part).isEqualTo(REFUSED);
      }
      assertThat(passkeys.unknown(ShownFactor.to(BROWSER, without))).as(part).isEmpty();
    }
    var other = new PasskeyDevice(SITE);
    isNotAdded(
        PasskeyRule.REFUSED, other.withoutCredential().make(managePasskeys.options(works.ann())));
  }

  private void isNotAdded(PasskeyRule rule, String made) {
    assertThatThrownBy(() -> managePasskeys.add(works.ann(), made, NAME))
        .isInstanceOfSatisfying(
            InvalidInput.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
  }

  @Test
  void hasTwentyAtTheMostAndEachOnce() {
    Caller ann = works.ann();
    enrol(ann, device);
    assertThatThrownBy(() -> enrol(ann, device)).isInstanceOf(Conflict.class);
    for (int i = 1; i < Passkeys.LIMIT; i++) {
      assertThat(enrol(ann, new PasskeyDevice(SITE))).as("recovery codes, again").isEmpty();
    }
    assertThatThrownBy(() -> managePasskeys.options(ann)).isInstanceOf(Conflict.class);
  }

  @Test
  void isRenamedAndRemoved() {
    Caller ann = works.ann();
    enrol(ann, device);
    UUID first = only().id();
    assertThat(managePasskeys.rename(ann, first, new PasskeyName("Laptop"))).isTrue();
    assertThat(only().name()).isEqualTo("Laptop");
    assertThatThrownBy(() -> managePasskeys.remove(ann, first)).isInstanceOf(Conflict.class);

    enrol(ann, new PasskeyDevice(SITE));
    works.add("bob");
    Caller bob = works.caller("bob");
    assertThat(managePasskeys.remove(bob, first)).isFalse();
    assertThat(managePasskeys.rename(bob, first, NAME)).isFalse();
    assertThat(managePasskeys.remove(ann, first)).isTrue();
    assertThat(works.mails("ann")).endsWith("passkey-removed");
    assertThat(works.audited(AuditType.PASSKEY_REMOVE)).containsExactly("ok Laptop");
    assertThat(show(device.show(asked()))).isEqualTo(REFUSED);
  }

  @Test
  void goesWithTheSecondFactor(TurnOffSecondFactor turnOff, ResetSecondFactor reset) {
    enrol(works.ann(), device);
    turnOff.turnOff(works.ann(), new Password(CoreWorkspace.PASSWORD));
    assertThat(managePasskeys.list(works.ann())).isEmpty();
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);

    works.add("bob");
    Caller bob = works.caller("bob");
    enrol(bob, device);
    reset.reset(works.ann(), "bob");
    assertThat(managePasskeys.list(bob)).isEmpty();
  }

  @Test
  void wantsToBeToldWhoseItIs() {
    enrol(works.ann(), device);
    isRefused("wrong-user", show(device.of(new byte[0]).show(asked())));
  }

  @Test
  void showsAgainWhoItIs(Reauthentication reauthentication, Sessions sessions) {
    Caller ann = works.ann();
    List<String> codes = enrol(ann, device);
    clock.advance(Duration.ofMinutes(11));
    String others = passkeys.optionsToShow(ann.userId(), "another session").orElseThrow();
    for (String wrong : List.of(device.show(others), codes.get(0), "")) {
      assertThatThrownBy(() -> reauthentication.confirmByPasskey(ann, wrong))
          .isInstanceOfSatisfying(
              InvalidInput.class,
              refused -> assertThat(refused.rule()).isEqualTo(ReauthenticationRule.PASSKEY_WRONG));
    }
    assertThatThrownBy(() -> managePasskeys.options(ann))
        .isInstanceOf(ReauthenticationRequired.class);

    String asked = managePasskeys.optionsToConfirm(ann).orElseThrow();
    reauthentication.confirmByPasskey(ann, device.show(asked));
    assertThat(managePasskeys.options(ann)).contains("challenge");
    assertThat(sessions.authenticationContext(ann.sessionId()).orElseThrow().methods())
        .containsExactly(AuthenticationMethod.PASSKEY);
    assertThat(works.audited(AuditType.REAUTHENTICATION))
        .containsExactly("wrong-passkey", "wrong-passkey", "wrong-passkey", "ok");
  }

  @Test
  void anAppBesideItMakesNoPasswordOfIt(Sessions sessions) {
    enrol(works.ann(), device);
    works.enrol(works.ann());
    assertThat(sessions.authenticationContext(works.ann().sessionId()).orElseThrow().references())
        .containsExactly("otp", "pop", "user", "mfa");
  }

  @Test
  void needsMoreThanASession(Sessions sessions) {
    Caller ann = works.ann();
    enrol(ann, device);
    assertThat(sessions.authenticationContext(ann.sessionId()).orElseThrow().methods())
        .containsExactly(AuthenticationMethod.PASSKEY);
    String options = managePasskeys.options(ann);
    clock.advance(Duration.ofMinutes(11));

    assertThatThrownBy(() -> managePasskeys.options(ann))
        .isInstanceOf(ReauthenticationRequired.class);
    assertThatThrownBy(() -> managePasskeys.add(ann, new PasskeyDevice(SITE).make(options), NAME))
        .isInstanceOf(ReauthenticationRequired.class);
    assertThatThrownBy(() -> managePasskeys.remove(ann, only().id()))
        .isInstanceOf(ReauthenticationRequired.class);
  }
}
