package org.gatehouse.core.credential.passkey;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a browser tells of a passkey proves nothing. Why is for the audit log alone. */
public final class PasskeyRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final transient @Nullable Passkey passkey;

  PasskeyRefused(String reason, Optional<Passkey> passkey) {
    super(reason);
    this.reason = reason;
    this.passkey = passkey.orElse(null);
  }

  PasskeyRefused(String reason) {
    this(reason, Optional.empty());
  }

  /** A word or two, for example {@code wrong-origin}. */
  public String reason() {
    return reason;
  }

  /** Which one was meant, if it is known. */
  public Optional<Passkey> passkey() {
    return Optional.ofNullable(passkey);
  }

  PasskeyRefused of(Passkey which) {
    return new PasskeyRefused(reason, Optional.of(which));
  }
}
