package org.gatehouse.core.installation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.text.TypedCode;

/**
 * Who becomes the system administrator: one person, once. The proof is a code that the server
 * prints at its start until somebody has used it, or sitting at the machine itself.
 */
@Singleton
@Transactional
public class InstallationClaim {
  /** 128 bits in hexadecimal digits. */
  private static final int CODE_DIGITS = 32;

  private final InstallationRow row;
  private final Vault vault;
  private final Clock clock;

  @Inject
  InstallationClaim(InstallationRow row, Vault vault, Clock clock) {
    this.row = row;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * The code to print, as long as nobody has claimed the installation. All nodes that share its
   * master key print the same, at each start.
   */
  public Optional<String> printableCode() {
    Installation installation = row.locked();
    if (installation.isClaimed()) {
      return Optional.empty();
    }
    String code =
        vault
            .fingerprint("setup-code", "")
            .substring(0, CODE_DIGITS)
            .replaceAll("(.{4})(?=.)", "$1-");
    installation.replaceCode(RandomToken.hash(TypedCode.read(code)));
    return Optional.of(code);
  }

  /** Whether nobody has claimed the installation yet. */
  public boolean isOpen() {
    return !row.find().isClaimed();
  }

  /**
   * Claims the installation with the printed code, in the transaction of the caller.
   *
   * @return whether it was right, and nobody claimed before, not even at this moment
   */
  public boolean claimWith(String code) {
    String typed = RandomToken.hash(TypedCode.read(code));
    return row.claimWith(typed, clock.instant());
  }

  /**
   * Claims the installation without a code, for somebody at the machine itself, in the transaction
   * of the caller.
   *
   * @return whether nobody claimed before, not even at this moment
   */
  public boolean claim() {
    return row.claim(clock.instant());
  }
}
