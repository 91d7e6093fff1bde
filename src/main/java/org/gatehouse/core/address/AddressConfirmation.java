package org.gatehouse.core.address;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.gatehouse.core.user.User;

/** That whoever has the token of a mail may say yes to more mail for this user there. */
@Entity
@Table(name = "address_confirmation")
class AddressConfirmation extends MailedLink {
  protected AddressConfirmation() {}

  AddressConfirmation(String tokenHash, User user, Instant createdAt, Instant expiresAt) {
    super(tokenHash, user, user.email(), createdAt, expiresAt);
  }
}
