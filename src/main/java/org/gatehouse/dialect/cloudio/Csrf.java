package org.gatehouse.dialect.cloudio;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.session.Caller;

/**
 * What CloudIO's clients show beside the jwt: a UUID that belongs to the session. It is derived
 * from the session by a key that only we have, so that there is nothing to store.
 */
@Singleton
public class Csrf {
  private static final int LONG_DIGITS = 16;

  private final Vault vault;

  @Inject
  Csrf(Vault vault) {
    this.vault = vault;
  }

  /** The csrf of this caller's session. */
  public String of(Caller caller) {
    String digits = vault.fingerprint("cloudio-csrf", caller.sessionId().toString());
    long high = Long.parseUnsignedLong(digits, 0, LONG_DIGITS, 16);
    long low = Long.parseUnsignedLong(digits, LONG_DIGITS, 2 * LONG_DIGITS, 16);
    // The bits that say "random" (RFC 9562, 5.4), which it is to everybody else.
    return new UUID((high & ~0xf000L) | 0x4000L, (low & ~(3L << 62)) | (1L << 63)).toString();
  }

  /** Whether what was shown is it; takes as long wherever it differs. */
  boolean matches(Caller caller, String shown) {
    return MessageDigest.isEqual(
        of(caller).getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }
}
