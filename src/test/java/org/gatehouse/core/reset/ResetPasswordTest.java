package org.gatehouse.core.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gatehouse.core.account.UserPasswordPolicy;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.guard.GivenFailures;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Who can read somebody's mail may choose a new password, once, for half an hour. */
@CoreTest
class ResetPasswordTest {
  private static final String NEXT = "another horse battery staple";

  private final RequestPasswordReset requestPasswordReset;
  private final ResetRequestWorker resetRequestWorker;
  private final ResetPassword resetPassword;
  private final CoreWorkspace works;
  private final CoreDatabase database;
  private final MovableClock clock;

  ResetPasswordTest(
      RequestPasswordReset requestPasswordReset,
      ResetRequestWorker resetRequestWorker,
      ResetPassword resetPassword,
      CoreWorkspace works,
      CoreDatabase database,
      MovableClock clock) {
    this.requestPasswordReset = requestPasswordReset;
    this.resetRequestWorker = resetRequestWorker;
    this.resetPassword = resetPassword;
    this.works = works;
    this.database = database;
    this.clock = clock;
    // Of tests before.
    resetRequestWorker.run();
  }

  private void ask(String email) {
    ask(email, works.client());
  }

  private void ask(String email, Client client) {
    requestPasswordReset.request(new EmailAddress(email), client);
    resetRequestWorker.run();
  }

  /** Asks for a mail to ann, and takes the token out of it. */
  private String token() {
    ask(works.email("ann"));
    return CoreWorkspace.token(works.latestMail("ann")).replaceAll(":.*", "");
  }

  private Optional<UUID> reset(String token, String user) {
    return reset(token, user, NEXT, false);
  }

  private Optional<UUID> reset(String token, String user, String password, boolean keysToo) {
    return resetPassword.reset(
        token, Optional.empty(), user, new Password(password), keysToo, works.client());
  }

  private boolean isLetIn(String password) {
    return works.logIn("ann", password) instanceof LoggedIn;
  }

  private List<String> told() {
    return works.audited(AuditType.PASSWORD_RESET);
  }

  private List<String> requestsTold() {
    return works.audited(AuditType.PASSWORD_RESET_REQUEST);
  }

  private List<String> toldOfNobody(AuditType type) {
    return database.texts(
        "select outcome from audit_event where type = ? and workspace_id is null and address = ?"
            + " order by _rowid_",
        type.word(),
        works.client().address());
  }

  @Test
  void putsALetterWithALinkForTheOneAccountOfAnAddress() {
    ask("Ann@" + works.uid().toUpperCase(Locale.ROOT) + ".EXAMPLE");

    assertThat(works.mails("ann")).endsWith("password-reset");
    String mail = works.latestMail("ann");
    // To the address that we know, and with the account behind the token.
    assertThat(mail).contains("To: " + works.email("ann"));
    assertThat(CoreWorkspace.token(mail)).endsWith(":" + works.uid() + "%2Fann");
  }

  @Test
  void setsThePasswordAndEndsWhatTheOldOneOpened(Sessions sessions) {
    assertThat(reset(token(), "ann")).contains(works.user("ann").id());

    assertThat(isLetIn(NEXT)).isTrue();
    assertThat(isLetIn(CoreWorkspace.PASSWORD)).isFalse();
    assertThat(sessions.find(works.ann().sessionId())).isEmpty();
    assertThat(works.mails("ann")).endsWith("password-reset", "password-reset-done");
    assertThat(requestsTold()).containsExactly("ok");
    assertThat(told()).containsExactly("ok");
  }

  @Test
  void takesATokenOnce() {
    String token = token();
    reset(token, "ann");

    assertThat(reset(token, "ann", "yet another horse battery", false)).isEmpty();
    assertThat(isLetIn(NEXT)).isTrue();
    assertThat(toldOfNobody(AuditType.PASSWORD_RESET)).containsExactly("wrong-token");
  }

  @Test
  void takesATokenOnceFromManyAtOnce() {
    String token = token();

    List<Boolean> done =
        AtOnce.call(
            List.of(
                () -> reset(token, "ann", NEXT, false).isPresent(),
                () -> reset(token, "ann", NEXT + "!", false).isPresent(),
                () -> reset(token, "ann", NEXT + "?", false).isPresent()));
    assertThat(done).containsOnlyOnce(true);
  }

  @Test
  void takesNoTokenAfterHalfAnHour() {
    String token = token();

    clock.advance(ResetRequestWorker.LIFETIME);
    assertThat(reset(token, "ann")).isEmpty();
    assertThat(isLetIn(CoreWorkspace.PASSWORD)).isTrue();
  }

  @Test
  void takesNoTokenThatIsMadeUp() {
    for (String token : List.of("", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
      assertThat(reset(token, "ann")).isEmpty();
    }
    assertThat(isLetIn(CoreWorkspace.PASSWORD)).isTrue();
  }

  @Test
  void takesTheWholeLinkAsToken() {
    ask(works.email("ann"));
    String link = "https://gate.example/reset#" + CoreWorkspace.token(works.latestMail("ann"));

    assertThat(reset(link, "ann")).isPresent();
  }

  @Test
  void takesATokenForItsUserOnly() {
    works.add("bob");
    String token = token();

    assertThat(reset(token, "bob")).isEmpty();
    assertThat(reset(token, "nowhere/ann")).isEmpty();
    assertThat(told()).containsExactly("wrong-user", "wrong-user");
    assertThat(
            resetPassword.reset(
                token, Optional.of("nowhere"), "ann", new Password(NEXT), false, works.client()))
        .isEmpty();
    assertThat(
            resetPassword.reset(
                token, Optional.of(works.name()), "ANN", new Password(NEXT), false, works.client()))
        .isPresent();
  }

  @Test
  void keepsTheTokenGoodWhereThePasswordIsNot() {
    String token = token();

    assertThatThrownBy(() -> reset(token, "ann", "short", false)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> reset(token, "ann", works.uid() + " is where I work", false))
        .isInstanceOf(InvalidInput.class);
    assertThat(reset(token, works.uid() + "/ann")).isPresent();
  }

  @Test
  void keepsTheTokenGoodWhereTheServerIsBusy(
      GuessGuard failures,
      ResetTokens tokens,
      UserPasswordPolicy policy,
      Passwords passwords,
      Audit audit) {
    Transactions busy =
        new Transactions() {
          @Override
          public <T> T call(Supplier<T> work) {
            throw new Busy(Duration.ofSeconds(5));
          }
        };
    ResetPassword failing =
        new ResetPassword(failures, tokens, policy, passwords, null, audit, busy);
    String token = token();

    assertThatThrownBy(
            () ->
                failing.reset(
                    token, Optional.empty(), "ann", new Password(NEXT), false, works.client()))
        .isInstanceOf(Busy.class);
    assertThat(reset(token, "ann")).isPresent();
  }

  @Test
  void waitsForWhoHasClaimedATokenForHalfAMinute() {
    String token = token();
    database.update(
        "update password_reset set claimed_at = ? where user_id = ?",
        clock.instant(),
        works.user("ann").id());

    assertThat(reset(token, "ann")).isEmpty();
    assertThat(told()).containsExactly("token-in-use");
    clock.advance(Duration.ofSeconds(31));
    assertThat(reset(token, "ann")).isPresent();
  }

  @Test
  void endsAllOtherTokensOfTheUser() {
    String first = token();
    String second = token();

    reset(second, "ann");
    assertThat(reset(first, "ann", "yet another horse battery", false)).isEmpty();
  }

  @Test
  void takesNoTokenOnceThePasswordIsAnother(Passwords passwords) {
    String token = token();
    clock.advance(Duration.ofSeconds(1));
    passwords.set(works.user("ann").id(), passwords.hash(new Password("set by somebody else")));

    assertThat(reset(token, "ann")).isEmpty();
    assertThat(isLetIn("set by somebody else")).isTrue();
  }

  @Test
  void takesNoTokenOfWhoIsInactiveOrHasAnotherAddress() {
    String token = token();
    works.change("ann", user -> user.activate(false));
    assertThat(reset(token, "ann")).isEmpty();

    works.change("ann", user -> user.activate(true));
    works.change(
        "ann",
        user -> {
          user.moveTo(new EmailAddress("new@" + works.uid() + ".example"), false);
          user.confirmEmail();
        });
    assertThat(reset(token, "ann")).isEmpty();
  }

  @Test
  void endsALockOfTheAccount() {
    for (int i = 0; i < 10; i++) {
      GivenFailures.ofAccount(works.user("ann").id(), 1);
      clock.advance(Duration.ofSeconds(16));
    }
    assertThat(isLetIn(CoreWorkspace.PASSWORD)).isFalse();

    reset(token(), "ann");
    assertThat(isLetIn(NEXT)).isTrue();
  }

  @Test
  void revokesTheKeysOnlyWhereThatIsWanted(ApiKeys keys) {
    User ann = works.user("ann");
    works.makeKey("ann", KeyScope.LOGIN);
    reset(token(), "ann");
    assertThat(keys.of(ApiKeyOwner.user(ann))).hasSize(1);

    clock.advance(Duration.ofSeconds(1));
    reset(token(), "ann", "yet another horse battery", true);
    assertThat(keys.of(ApiKeyOwner.user(ann))).isEmpty();
  }

  @Test
  void confirmsTheAddressThatTheLinkWentTo() {
    works.change("ann", user -> user.moveTo(new EmailAddress(works.email("ann")), false));
    database.update(
        "update user_account set confirmed_email = null, confirmed_email_key = null where id = ?",
        works.user("ann").id());

    String token = token();
    // Nobody has said yes, so nothing that somebody else has chosen stands there.
    assertThat(works.mails("ann")).endsWith("password-reset-unconfirmed");
    assertThat(works.latestMail("ann")).doesNotContain(works.uid() + "/ann");
    reset(token, "ann");
    assertThat(works.user("ann").confirmedEmail()).contains(works.email("ann"));
    assertThat(works.audited(AuditType.EMAIL_CONFIRM)).containsExactly("ok");
  }

  @Test
  void countsATokenThatIsNoneAgainstTheAddress() {
    assertThatThrownBy(() -> GivenFailures.ofAddress(works.client().address(), 1_000))
        .isInstanceOf(LimitExceeded.class);

    assertThatThrownBy(() -> reset("x", "ann")).isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> ask(works.email("ann"))).isInstanceOf(LimitExceeded.class);
  }

  @Test
  void tellsNobodyWhoseAddressItIs() {
    ask("nobody@" + works.uid() + ".example");

    assertThat(toldOfNobody(AuditType.PASSWORD_RESET_REQUEST)).containsExactly("unknown");
    assertThat(resetRequestWorker.waiting()).isZero();
  }

  @Test
  void sendsNothingToWhoIsInactiveAndNothingAboutPrograms() {
    works.change("ann", user -> user.activate(false));
    ask(works.email("ann"));

    assertThat(works.mails("ann")).doesNotContain("password-reset");
  }

  @Test
  void sendsNothingToWhoHasNoPassword() {
    database.update("delete from password_credential where user_id = ?", works.user("ann").id());
    ask(works.email("ann"));

    assertThat(toldOfNobody(AuditType.PASSWORD_RESET_REQUEST)).containsExactly("sign-on-only");
  }

  @Test
  void namesAllAccountsOfAnAddressInOneLetter() {
    works.add("bob");
    works.change(
        "bob",
        user -> {
          user.moveTo(new EmailAddress(works.email("ann")), false);
          user.confirmEmail();
        });
    long before = database.count("select count(*) from outbox");

    ask(works.email("ann"));
    assertThat(database.count("select count(*) from outbox")).isEqualTo(before + 1);
    String mail = works.latestMailTo(works.email("ann"));
    assertThat(mail).contains(works.uid() + "/ann", works.uid() + "/bob");
    String token = CoreWorkspace.token(mail);
    assertThat(requestsTold()).containsExactly("ok", "ok");

    assertThat(reset(token, "bob")).contains(works.user("bob").id());
    assertThat(works.logIn("bob", NEXT)).isInstanceOf(LoggedIn.class);
    assertThat(isLetIn(NEXT)).isFalse();
  }

  @Test
  void sendsThreeToAnAddressInAnHourForOneNetwork() {
    IntStream.range(0, 5).forEach(n -> ask(works.email("ann")));
    assertThat(requestsTold()).containsExactly("ok", "ok", "ok", "limited", "limited");

    Client elsewhere = new Client("JUnit", works.client().address().replace("10.", "11."));
    ask(works.email("ann"), elsewhere);
    assertThat(requestsTold()).endsWith("ok");
    clock.advance(Duration.ofHours(1).plusSeconds(1));
    ask(works.email("ann"));
    assertThat(requestsTold()).endsWith("ok");
  }

  @Test
  void answersNoRequestThatHasWaitedForTooLong() {
    requestPasswordReset.request(new EmailAddress(works.email("ann")), works.client());
    assertThat(resetRequestWorker.waiting()).isOne();
    clock.advance(ResetRequestWorker.LIFETIME.plusSeconds(1));
    resetRequestWorker.run();

    assertThat(works.mails("ann")).doesNotContain("password-reset");
    assertThat(toldOfNobody(AuditType.PASSWORD_RESET_REQUEST)).containsExactly("too-old");
  }

  @Test
  void answersARequestOnceHoweverManyLookAtIt() {
    requestPasswordReset.request(new EmailAddress(works.email("ann")), works.client());

    AtOnce.call(
        3,
        () -> {
          resetRequestWorker.run();
          return true;
        });
    assertThat(works.mails("ann")).filteredOn("password-reset"::equals).hasSize(1);
  }

  @Test
  void answersTheOthersWhereOneCannotBeAnswered() {
    requestPasswordReset.request(
        new EmailAddress("first@" + works.uid() + ".example"), works.client());
    database.update("update password_reset_request set sealed_email = 'nonsense'");
    clock.advance(Duration.ofSeconds(1));
    requestPasswordReset.request(new EmailAddress(works.email("ann")), works.client());

    resetRequestWorker.run();
    assertThat(works.mails("ann")).contains("password-reset");
    assertThat(resetRequestWorker.waiting()).isOne();
    database.update("delete from password_reset_request");
  }

  @Test
  void endsTokensWhenTheAddressIsMoved(
      Addresses addresses, Users users, CoreTransactions transactions) {
    String token = token();
    transactions.run(
        () ->
            addresses.move(
                users.toBeChanged(works.user("ann").id()).orElseThrow(),
                new EmailAddress("new@" + works.uid() + ".example"),
                false));

    assertThat(reset(token, "ann")).isEmpty();
  }

  @Test
  void readsTheLanguageThatTheBrowserTells() {
    ask(
        works.email("ann"),
        new Client("Browser", works.client().address(), "de", Optional.empty(), ""));

    assertThat(works.latestMail("ann")).contains("Passwort");
  }

  @Test
  void isNoWayPastASecondFactor() {
    works.enrol(works.ann());

    assertThat(reset(token(), "ann")).isPresent();
    assertThat(works.logIn("ann", NEXT)).isInstanceOf(SecondFactorRequired.class);
  }

  @Test
  void isNoWayPastTheProviderOfAWorkspace() {
    String token = token();
    database.update(
        "insert into sign_on_policy (workspace_id, required, return_addresses) values (?, true, '')",
        works.id());

    assertThat(reset(token, "ann")).isEmpty();
    ask(works.email("ann"));
    assertThat(toldOfNobody(AuditType.PASSWORD_RESET_REQUEST)).containsExactly("sign-on-only");
    assertThat(isLetIn(CoreWorkspace.PASSWORD)).isFalse();
  }

  @Test
  void forgetsWhatWasSentAfterAnHour() {
    token();
    clock.advance(Duration.ofHours(1));
    resetRequestWorker.removeOld();
    assertThat(rows()).isOne();
    clock.advance(Duration.ofSeconds(1));
    resetRequestWorker.removeOld();
    assertThat(rows()).isZero();
  }

  private long rows() {
    return database.count(
        "select count(*) from password_reset where user_id = ?", works.user("ann").id());
  }
}
