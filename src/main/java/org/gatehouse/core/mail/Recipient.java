package org.gatehouse.core.mail;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who gets an e-mail.
 *
 * @param address where
 * @param language language tags (BCP 47) with commas between, the one that the person likes best
 *     first, if any is known
 * @param workspaceId for the audit log, where it is about one user
 * @param userId the same
 */
public record Recipient(
    String address, Optional<String> language, @Nullable UUID workspaceId, @Nullable UUID userId) {

  /** Somebody who reads mail there, of whom it isn't said which user it is. */
  public static Recipient at(String address, Optional<String> language) {
    return new Recipient(address, language, null, null);
  }

  /** This recipient with the language that the person reads. */
  public Recipient reading(Optional<String> other) {
    return new Recipient(address, other, workspaceId, userId);
  }
}
