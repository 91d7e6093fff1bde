package org.gatehouse.web.key;

import java.util.Optional;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/**
 * A key, as the pages show it.
 *
 * @param url where it is rotated and revoked
 */
public record KeyRow(ApiKey key, String url, Texts texts) {
  /** Its last characters, as people know them from masked numbers. */
  public String hint() {
    return "…" + key.hint();
  }

  /** Whether whoever logs in with it keeps an administrator's rank. */
  public boolean isAdministering() {
    return key.scopes().contains(KeyScope.ADMINISTER);
  }

  /** When it was made. */
  public Moment created() {
    return texts.moment(Optional.of(key.createdAt()));
  }

  /** When it was last used. */
  public Moment lastUsed() {
    return texts.moment(key.lastUsedAt(), "keys.never");
  }

  /** When it ends by itself. */
  public Moment expires() {
    return texts.moment(key.expiresAt(), "keys.never");
  }
}
