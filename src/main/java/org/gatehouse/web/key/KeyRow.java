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
  /** The last characters of the key, as people know them from masked numbers. */
  public String hint() {
    return "…" + key.hint();
  }

  /** Whether a login with the key has an administrator's rights. */
  public boolean isAdministering() {
    return key.scopes().contains(KeyScope.ADMINISTER);
  }

  /** The time at which it was made. */
  public Moment created() {
    return texts.moment(Optional.of(key.createdAt()));
  }

  /** The time at which it was last used. */
  public Moment lastUsed() {
    return texts.moment(key.lastUsedAt(), "keys.never");
  }

  /** The time at which it expires. */
  public Moment expires() {
    return texts.moment(key.expiresAt(), "keys.never");
  }
}
