package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;

/** Changes how the own person is called and where mail goes. */
@Singleton
public class ChangeProfile {
  /** As many as e-mails to the person are let through; here the person is there to be told. */
  private static final Limit LINKS = new Limit("confirmation-links", 3, Duration.ofHours(1));

  private final OwnUser ownUser;
  private final Addresses addresses;
  private final Limits limits;
  private final Transactions transactions;

  @Inject
  ChangeProfile(OwnUser ownUser, Addresses addresses, Limits limits, Transactions transactions) {
    this.ownUser = ownUser;
    this.addresses = addresses;
    this.limits = limits;
    this.transactions = transactions;
  }

  /** From now on the person is called so. */
  public void rename(Caller caller, DisplayName to) {
    transactions.run(
        () -> {
          User user = ownUser.lock(caller);
          String before = user.displayName();
          user.rename(to);
          ownUser.record(
              caller,
              caller
                  .audited(AuditType.PROFILE_CHANGE, "ok")
                  .changeHidden("display_name", before, user.displayName()));
        });
  }

  /**
   * The person wants to get mail there, once it is confirmed: the way back into the account.
   *
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   * @throws LimitExceeded if the person was sent too many links lately
   */
  public void moveTo(Caller caller, EmailAddress to) {
    limits.take(LINKS, caller.userId().toString());
    transactions.run(
        () -> {
          User user = ownUser.lockRecent(caller);
          String before = user.email();
          if (addresses.move(user, to, false)) {
            record(caller, AuditType.EMAIL_CHANGE, before, user);
          }
        });
  }

  /**
   * Sends the link to the declared address again, unless it is confirmed.
   *
   * @throws LimitExceeded if the person was sent too many lately
   */
  public void sendLinkAgain(Caller caller) {
    limits.take(LINKS, caller.userId().toString());
    transactions.run(() -> addresses.ask(ownUser.lock(caller)));
  }

  /** Takes back a change of address that wasn't confirmed: back to the one that was. */
  public void withdrawMove(Caller caller) {
    transactions.run(
        () -> {
          User user = ownUser.lock(caller);
          String before = user.email();
          if (addresses.withdraw(user)) {
            record(caller, AuditType.EMAIL_WITHDRAW, before, user);
          }
        });
  }

  private void record(Caller caller, AuditType type, String before, User user) {
    ownUser.record(caller, caller.audited(type, "ok").changeHidden("email", before, user.email()));
  }
}
