package org.gatehouse.web.account;

import java.util.Optional;
import org.gatehouse.core.credential.passkey.Passkey;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/** A passkey, as the page shows it. */
public record PasskeyRow(Passkey passkey, Texts texts) {
  /** The address of the page about it alone. */
  public String url() {
    return "/account/passkeys?key=" + passkey.id();
  }

  /** The time at which it was made. */
  public Moment created() {
    return texts.moment(Optional.of(passkey.createdAt()));
  }

  /** The time at which it was last used. */
  public Moment lastUsed() {
    return texts.moment(passkey.lastUsedAt(), "keys.never");
  }
}
