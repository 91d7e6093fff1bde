package org.gatehouse.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody gets more e-mails than they can bear, whatever is done to cause them. */
class MailLimitsTest {
  private static final String ANN = "ann@example.com";
  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final UUID USER = UUID.randomUUID();

  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final OutboxOnH2 store = new OutboxOnH2();
  private final GivenMail mail = new GivenMail(Map.of(), store, clock);
  private final List<String> sent = new ArrayList<>();
  private final DeliverMail node = mail.node((id, at, message) -> sent.add(message));

  @AfterEach
  void close() {
    store.close();
  }

  private static Mail link(String address, UUID user) {
    return Mail.of(
            MailKind.EMAIL_CONFIRM, new Recipient(address, Optional.empty(), WORKSPACE, user))
        .with("link", "https://login.example.com/confirm-email#token")
        .with("days", "3");
  }

  private static Mail notice(MailKind kind) {
    return Mail.of(kind, new Recipient(ANN, Optional.empty(), WORKSPACE, USER))
        .with("displayName", "Ann")
        .with("account", "corpinc/ann")
        .with("key", "backup")
        .with("minutes", "15");
  }

  private int sent(int times, Mail sample) {
    int before = sent.size();
    IntStream.range(0, times).forEach(n -> mail.outbox(store).put(sample));
    node.deliver();
    assertThat(store.waiting().waiting()).isZero();
    return sent.size() - before;
  }

  @Test
  void sendsThreeLinksAnHourToAnAddressHoweverItIsWritten() {
    assertThat(sent(2, link(ANN, UUID.randomUUID()))).isEqualTo(2);
    assertThat(sent(5, link(ANN.toUpperCase(Locale.ROOT), UUID.randomUUID()))).isEqualTo(1);

    clock.advance(Duration.ofHours(1));
    assertThat(sent(9, link(ANN, UUID.randomUUID()))).isEqualTo(3);
  }

  @Test
  void sendsThreeLinksAnHourForAPersonWhereverTheyGo() {
    int all = IntStream.range(0, 9).map(n -> sent(1, link(n + "@example.com", USER))).sum();

    assertThat(all).isEqualTo(3);
  }

  @Test
  void pestersNobodyForDays() {
    int all = 0;
    for (int hour = 0; hour < 24; hour++) {
      all += sent(3, link(ANN, UUID.randomUUID()));
      clock.advance(Duration.ofHours(1));
    }

    // Ten, and what has become possible again meanwhile.
    assertThat(all).isBetween(10, 20);
  }

  @Test
  void leavesNoticesOfOtherKindsRoom() {
    assertThat(sent(30, notice(MailKind.ACCOUNT_LOCKED))).isEqualTo(10);

    assertThat(sent(1, notice(MailKind.PASSWORD_CHANGED))).isEqualTo(1);
  }

  @Test
  void tellsTheAuditLogWhatWasNotSent() {
    sent(11, notice(MailKind.KEY_MADE));

    assertThat(mail.audited)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.type()).isEqualTo(AuditType.LIMIT);
              assertThat(entry.outcome()).isEqualTo("letter");
              assertThat(entry.subject().userId()).isEqualTo(USER);
              assertThat(entry.detail()).startsWith("key-made ");
            });
  }

  @Test
  void countsALetterOnceHoweverOftenItIsTried() {
    List<AuditEntry> none = List.of();
    DeliverMail down =
        mail.node(
            (id, at, message) -> {
              throw new NotDelivered(NotDelivered.Reason.UNREACHABLE, "down", new Exception());
            });
    mail.outbox(store).put(link(ANN, USER));
    for (int attempt = 0; attempt < 5; attempt++) {
      down.deliver();
      clock.advance(Duration.ofMinutes(5));
    }
    node.deliver();

    assertThat(sent).hasSize(1);
    assertThat(mail.audited).isEqualTo(none);
  }

  @Test
  void keepsNoAddressThatSomebodyCouldRead() {
    mail.outbox(store).put(link(ANN, USER));

    assertThat(store.dump()).doesNotContain("ann@", "example.com");
  }
}
