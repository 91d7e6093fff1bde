package org.gatehouse.core.address;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.mail.Mail;
import org.gatehouse.core.mail.MailKind;
import org.gatehouse.core.mail.Outbox;
import org.gatehouse.core.mail.Recipient;
import org.gatehouse.core.mail.Templates;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;

/**
 * Declares addresses of users, and asks whoever reads mail there to say yes: only then mail goes
 * there. To be called within the transaction of the change, by who has locked the user.
 */
@Singleton
@Transactional
public class Addresses {
  /** The time a link is good for. */
  public static final Duration LIFETIME = Duration.ofDays(3);

  private final AddressConfirmations links;
  private final RandomToken random;
  private final Templates templates;
  private final Outbox outbox;
  private final Settings settings;
  private final Event<AddressMoved> moves;
  private final Clock clock;

  @Inject
  Addresses(
      AddressConfirmations links,
      RandomToken random,
      Templates templates,
      Outbox outbox,
      Settings settings,
      Event<AddressMoved> moves,
      Clock clock) {
    this.links = links;
    this.random = random;
    this.templates = templates;
    this.outbox = outbox;
    this.settings = settings;
    this.moves = moves;
    this.clock = clock;
  }

  /**
   * Asks a new user, in the language that the person's browser tells.
   *
   * @see #ask(User)
   */
  public void ask(User added, Client client) {
    templates.language(client.languages()).ifPresent(added::prefer);
    ask(added);
  }

  /**
   * Sends a link to the declared address, unless it is confirmed; older ones are good no longer. In
   * the e-mail is nothing that anybody chose: who gets it may never have heard of us.
   */
  public void ask(User user) {
    if (user.isEmailConfirmed()) {
      return;
    }
    Instant now = clock.instant();
    String token = random.next();
    links.endOf(user, now);
    links.add(new AddressConfirmation(RandomToken.hash(token), user, now, now.plus(LIFETIME)));
    // Behind the # no server sees it, so that none writes it down.
    outbox.put(
        Mail.of(MailKind.EMAIL_CONFIRM, user.asRecipientAt(user.email()))
            .with("link", settings.publicUrl() + "/confirm-email#" + token)
            .with("days", Long.toString(LIFETIME.toDays())));
  }

  /**
   * Declares another address. Mail goes on going to the confirmed one, which is told of it, until
   * the new one is confirmed.
   *
   * @param vouched whether somebody else than the person says that the address is the person's
   * @return whether that is another address than before
   */
  public boolean move(User user, EmailAddress to, boolean vouched) {
    Optional<Recipient> before = user.asRecipient();
    boolean moved = user.moveTo(to, vouched);
    if (moved) {
      tell(user, before);
      ask(user);
    }
    return moved;
  }

  /**
   * The same for an identity provider that owns the address and has made sure: confirmed at once.
   */
  public void moveConfirmed(User user, EmailAddress to) {
    Optional<Recipient> before = user.asRecipient();
    boolean moved = user.moveTo(to, true);
    user.confirmEmail();
    if (moved) {
      tell(user, before);
    }
  }

  /**
   * Back to the confirmed address, if there is one.
   *
   * @return whether that is another address than before
   */
  public boolean withdraw(User user) {
    boolean moved =
        user.confirmedEmail()
            .map(EmailAddress::new)
            .filter(confirmed -> user.moveTo(confirmed, false))
            .isPresent();
    if (moved) {
      end(user);
    }
    return moved;
  }

  private void tell(User user, Optional<Recipient> before) {
    end(user);
    before
        .filter(to -> !to.address().equals(user.email()))
        .ifPresent(
            to ->
                outbox.put(
                    Mail.of(MailKind.EMAIL_CHANGED, to)
                        .with("displayName", user.displayName())
                        .with("account", user.qualifiedName())
                        .with("email", user.email())));
  }

  private void end(User user) {
    links.endOf(user, clock.instant());
    moves.fire(new AddressMoved(user));
  }

  /** Removes so many links at the most that are good no longer, and answers how many. */
  public int removeExpired(int most) {
    return links.removeExpired(clock.instant(), most);
  }
}
