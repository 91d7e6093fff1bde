package org.gatehouse.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.KeptAudit;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.mail.KeptMails;
import org.gatehouse.core.mail.Mail;
import org.gatehouse.core.mail.MailKind;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail goes to who has said yes to it. */
class AddressesTest {
  private static final EmailAddress FIRST = new EmailAddress("ann@example.com");
  private static final EmailAddress SECOND = new EmailAddress("ann@example.org");
  private static final Pattern LINK = Pattern.compile("#([\\w-]{43})$");

  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final SessionFactory tables =
      Tables.of(AddressConfirmation.class, User.class, Workspace.class);
  private final KeptMails mails = new KeptMails();
  private final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
  private final List<AddressMoved> moves = new ArrayList<>();
  private UUID ann = UUID.randomUUID();

  @BeforeEach
  void signUp() {
    Workspace works =
        new Workspace(
            new WorkspaceName("Cheap watches"), new WorkspaceUid("watches"), clock.instant());
    User user =
        new User(
            works,
            new UserName("click.here"),
            FIRST,
            new DisplayName("Your account is suspended"),
            clock.instant());
    ann = user.id();
    tables.inTransaction(
        session -> {
          session.persist(works);
          session.persist(user);
        });
  }

  @AfterEach
  void close() {
    tables.close();
  }

  /** What a use case does in its transaction. */
  private void change(BiConsumer<Addresses, User> work) {
    tables.inTransaction(
        session ->
            work.accept(
                GivenAddresses.of(links(session), mails, moves::add, clock),
                session.find(User.class, ann, LockModeType.PESSIMISTIC_WRITE)));
  }

  private static AddressConfirmations links(EntityManager entityManager) {
    AddressConfirmations links = new AddressConfirmations();
    links.entityManager = entityManager;
    return links;
  }

  private boolean confirm(String token) {
    return tables.fromTransaction(
        session -> confirmation(session).use(RandomToken.hash(token), Client.UNKNOWN));
  }

  private ConfirmAddress confirmation(EntityManager session) {
    return new ConfirmAddress(
        null, links(session), users(session), new KeptAudit(audited), new Transactions(), clock);
  }

  private static Users users(EntityManager entityManager) {
    return new Users(null) {
      @Override
      public Optional<User> toBeChanged(UUID id) {
        return Optional.ofNullable(
            entityManager.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
      }
    };
  }

  private User user() {
    return tables.fromTransaction(
        session ->
            session
                .createQuery("select u from User u join fetch u.workspace", User.class)
                .getSingleResult());
  }

  private static String token(Mail mail) {
    Matcher link = LINK.matcher(mail.values().getOrDefault("link", ""));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private Mail last() {
    return mails.all().get(mails.all().size() - 1);
  }

  private void confirmFirst() {
    change(Addresses::ask);
    assertThat(confirm(token(last()))).isTrue();
  }

  @Test
  void writesToNoAddressThatHasNotConfirmedButTheLink() {
    change(Addresses::ask);
    change((addresses, user) -> addresses.move(user, SECOND, true));

    assertThat(user().asRecipient()).isEmpty();
    assertThat(mails.all())
        .extracting(Mail::kind)
        .containsExactly(MailKind.EMAIL_CONFIRM, MailKind.EMAIL_CONFIRM);
    assertThat(mails.all())
        .extracting(mail -> mail.to().address())
        .containsExactly(FIRST.value(), SECOND.value());
  }

  @Test
  void sendsNoFreeTextOfAStranger() {
    change(Addresses::ask);

    assertThat(KeptMails.read(last()))
        .contains("https://login.example.com/confirm-email#")
        .doesNotContainIgnoringCase("watches", "click.here", "suspended");
  }

  @Test
  void sendsMailWhereTheLinkWasFollowed() {
    change(Addresses::ask);
    String token = token(last());

    assertThat(confirm(token)).isTrue();

    assertThat(user().asRecipient().orElseThrow().address()).isEqualTo(FIRST.value());
    assertThat(user().isEmailConfirmed()).isTrue();
    assertThat(user().isEmailVouched()).isFalse();
    assertThat(audited).extracting(AuditEntry::outcome).containsExactly("ok");
  }

  @Test
  void tellsOfAChangeAtTheConfirmedAddressOnlyAndGoesOnWritingThere() {
    confirmFirst();

    change((addresses, user) -> assertThat(addresses.move(user, SECOND, false)).isTrue());

    List<Mail> both = mails.all().subList(1, 3);
    assertThat(both)
        .extracting(Mail::kind)
        .containsExactly(MailKind.EMAIL_CHANGED, MailKind.EMAIL_CONFIRM);
    assertThat(both)
        .extracting(mail -> mail.to().address())
        .containsExactly(FIRST.value(), SECOND.value());
    assertThat(user().email()).isEqualTo(SECOND.value());
    assertThat(user().asRecipient().orElseThrow().address()).isEqualTo(FIRST.value());
    assertThat(confirm(token(last()))).isTrue();
    assertThat(user().asRecipient().orElseThrow().address()).isEqualTo(SECOND.value());
  }

  @Test
  void endsWhatWasSentToTheAddressBefore() {
    change(Addresses::ask);
    String older = token(last());

    change((addresses, user) -> addresses.move(user, SECOND, false));

    assertThat(moves).hasSize(1);
    assertThat(confirm(older)).isFalse();
    change((addresses, user) -> addresses.move(user, FIRST, false));
    assertThat(confirm(older)).isFalse();
    assertThat(user().confirmedEmail()).isEmpty();
  }

  @Test
  void sendsNothingWhereTheAddressStaysTheSame() {
    confirmFirst();

    change((addresses, user) -> assertThat(addresses.move(user, FIRST, false)).isFalse());
    change(Addresses::ask);

    assertThat(mails.all()).hasSize(1);
  }

  @Test
  void countsTheLatestLinkOnly() {
    change(Addresses::ask);
    String older = token(last());
    change(Addresses::ask);

    assertThat(confirm(older)).isFalse();
    assertThat(confirm(token(last()))).isTrue();
  }

  @Test
  void isUsedOnceOfMany() {
    change(Addresses::ask);
    String token = token(last());

    List<Boolean> answers = AtOnce.call(8, () -> confirm(token));

    assertThat(answers).containsOnlyOnce(true);
    assertThat(audited).extracting(AuditEntry::outcome).containsOnlyOnce("ok");
  }

  @Test
  void isGoodForThreeDays() {
    change(Addresses::ask);
    clock.advance(Addresses.LIFETIME);

    assertThat(confirm(token(last()))).isFalse();

    change(Addresses::ask);
    clock.advance(Addresses.LIFETIME.minus(Duration.ofSeconds(1)));
    assertThat(confirm(token(last()))).isTrue();
  }

  @Test
  void isNotForWhoWasDeactivated() {
    change(Addresses::ask);
    change((addresses, user) -> user.activate(false));

    assertThat(confirm(token(last()))).isFalse();
  }

  @Test
  void takesAnAddressOfAProviderThatOwnsItAndTellsTheOneBefore() {
    confirmFirst();

    change((addresses, user) -> addresses.moveConfirmed(user, SECOND));

    assertThat(last().kind()).isEqualTo(MailKind.EMAIL_CHANGED);
    assertThat(last().to().address()).isEqualTo(FIRST.value());
    assertThat(user().asRecipient().orElseThrow().address()).isEqualTo(SECOND.value());
    assertThat(user().isEmailVouched()).isTrue();
  }

  @Test
  void goesBackToTheConfirmedAddress() {
    confirmFirst();
    change((addresses, user) -> addresses.move(user, SECOND, true));
    String token = token(last());

    change((addresses, user) -> assertThat(addresses.withdraw(user)).isTrue());

    assertThat(user().email()).isEqualTo(FIRST.value());
    assertThat(user().isEmailVouched()).isFalse();
    assertThat(confirm(token)).isFalse();
    change((addresses, user) -> assertThat(addresses.withdraw(user)).isFalse());
  }

  @Test
  void hasNothingToGoBackToBeforeAnyWasConfirmed() {
    change((addresses, user) -> assertThat(addresses.withdraw(user)).isFalse());

    assertThat(user().email()).isEqualTo(FIRST.value());
  }

  @Test
  void storesNoTokenThatSomebodyCouldUse() {
    change(Addresses::ask);
    String token = token(last());

    String rows =
        tables.fromTransaction(
            session ->
                session
                    .createNativeQuery("select token_hash from address_confirmation", String.class)
                    .list()
                    .toString());
    assertThat(rows).doesNotContain(token).contains(RandomToken.hash(token));
  }

  @Test
  void forgetsLinksThatAreTooOld() {
    change(Addresses::ask);
    change(Addresses::ask);
    clock.advance(Duration.ofSeconds(1));

    change((addresses, user) -> assertThat(addresses.removeExpired(10)).isEqualTo(1));
    assertThat(confirm(token(last()))).isTrue();
  }
}
