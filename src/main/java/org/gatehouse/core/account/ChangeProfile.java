package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;

/** Changes how the own person is called and where mail goes. */
@Singleton
public class ChangeProfile {
  /** As many as letters to the person are let through; here the person is there to be told. */
  private static final Limit LINKS = new Limit("confirmation-links", 3, Duration.ofHours(1));

  private final AccountChanges changes;
  private final OwnAddress ownAddress;
  private final Limits limits;

  @Inject
  ChangeProfile(AccountChanges changes, OwnAddress ownAddress, Limits limits) {
    this.changes = changes;
    this.ownAddress = ownAddress;
    this.limits = limits;
  }

  /** From now on the person is called so. */
  public void rename(Caller caller, DisplayName to) {
    changes.rename(caller, to);
  }

  /**
   * The person wants to get mail there, once it is confirmed: the way back into the account.
   *
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   * @throws LimitExceeded if the person was sent too many links lately
   */
  public void moveTo(Caller caller, EmailAddress to) {
    limits.take(LINKS, caller.userId().toString());
    ownAddress.moveTo(caller, to);
  }

  /**
   * Sends the link to the declared address again, unless it is confirmed.
   *
   * @throws LimitExceeded if the person was sent too many lately
   */
  public void sendLinkAgain(Caller caller) {
    limits.take(LINKS, caller.userId().toString());
    ownAddress.sendAgain(caller);
  }

  /** Takes back a change of address that wasn't confirmed: back to the one that was. */
  public void withdrawMove(Caller caller) {
    ownAddress.withdraw(caller);
  }
}
