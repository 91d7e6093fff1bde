package org.gatehouse.core.mail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.limit.Permit;
import org.gatehouse.core.refusal.LimitExceeded;

/**
 * How many e-mails an address and a person get, whatever is done here: so that nobody makes us
 * pester somebody. Links for a new password are counted where they are made.
 */
@Singleton
class MailLimits {
  /**
   * Of links to confirm an address, which those of invitations are. Three at once; whoever doesn't
   * answer gets fewer.
   */
  private static final Limit LINKS = new Limit("letter-confirm", 3, Duration.ofHours(1));

  private static final Limit LINKS_A_DAY = new Limit("letter-confirm-day", 10, Duration.ofDays(1));

  /** Of each kind of its own: those that a stranger can cause leave room for the others. */
  private static final Limit NOTICES = new Limit("letter-notice", 10, Duration.ofDays(1));

  private final Limits limits;

  @Inject
  MailLimits(Limits limits) {
    this.limits = limits;
  }

  /** Counts an e-mail, where it may be sent; to be asked once for each, within no transaction. */
  boolean admit(QueuedMail mail) {
    List<Counted> counts = counts(mail);
    List<Permit> taken = new ArrayList<>();
    try {
      counts.forEach(count -> taken.add(limits.take(count.limit(), count.key())));
      return true;
    } catch (LimitExceeded e) {
      taken.forEach(Permit::giveBack);
      return false;
    }
  }

  private static List<Counted> counts(QueuedMail mail) {
    Optional<MailKind> kind = MailKind.called(mail.kind());
    Optional<String> to = mail.recipientKey();
    if (kind.isEmpty() || to.isEmpty()) {
      // Put by another version.
      return List.of();
    }
    return switch (kind.get()) {
      case PASSWORD_RESET, PASSWORD_RESET_UNCONFIRMED -> List.of();
      case EMAIL_CONFIRM, INVITATION -> {
        List<Counted> counts = new ArrayList<>();
        mail.userId().ifPresent(id -> counts.add(new Counted(LINKS, "user/" + id)));
        counts.add(new Counted(LINKS, "to/" + to.get()));
        counts.add(new Counted(LINKS_A_DAY, to.get()));
        yield counts;
      }
      default -> List.of(new Counted(NOTICES, mail.kind() + "/" + to.get()));
    };
  }

  private record Counted(Limit limit, String key) {}
}
