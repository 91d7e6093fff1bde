package org.gatehouse.core.installation;

import java.util.Optional;

/**
 * Who becomes the system administrator: one person, once. The proof is a code that the server
 * prints at its start until somebody has used it, or sitting at the machine itself.
 */
public interface InstallationClaim {
  /**
   * The code to print, as long as nobody has claimed the installation. All nodes that share its
   * master key print the same, at each start.
   */
  Optional<String> printableCode();

  /** Whether nobody has claimed the installation yet. */
  boolean isOpen();

  /**
   * Claims the installation with the printed code, in the transaction of the caller.
   *
   * @return whether it was right, and nobody claimed before, not even at this moment
   */
  boolean claimWith(String code);

  /**
   * Claims the installation without a code, for somebody at the machine itself, in the transaction
   * of the caller.
   *
   * @return whether nobody claimed before, not even at this moment
   */
  boolean claim();
}
