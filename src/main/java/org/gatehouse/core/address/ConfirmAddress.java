package org.gatehouse.core.address;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.guard.Verdict;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.text.PastedLink;

/**
 * Lets whoever has the token of a mail say yes to more of them. It logs nobody in and ends nothing.
 */
@Singleton
public class ConfirmAddress {
  private final GuessGuard guard;
  private final ConfirmedByLink confirmedByLink;

  @Inject
  ConfirmAddress(GuessGuard guard, ConfirmedByLink confirmedByLink) {
    this.guard = guard;
    this.confirmedByLink = confirmedByLink;
  }

  /**
   * Confirms the address to which the token was sent.
   *
   * @param pasted the token, or the link as somebody copied it; anything is allowed
   * @return whether it was good: whether it is unknown, used or too old nobody learns
   * @throws LimitExceeded if too much has failed from that client's address
   */
  public boolean confirm(String pasted, Client client) {
    return guard.ofAddress(
        client.address(),
        () -> {
          String hash = RandomToken.hash(PastedLink.token(pasted));
          return confirmedByLink.confirm(hash, client) ? Verdict.right(true) : Verdict.wrong(false);
        });
  }
}
