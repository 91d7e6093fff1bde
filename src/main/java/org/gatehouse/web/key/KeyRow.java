package org.gatehouse.web.key;

import java.util.Optional;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/** A key, as the pages show it. */
public class KeyRow {
  private final ApiKey key;
  private final String url;
  private final Texts texts;

  KeyRow(ApiKey key, String url, Texts texts) {
    this.key = key;
    this.url = url;
    this.texts = texts;
  }

  /** Its permanent id. */
  public String getId() {
    return key.id().toString();
  }

  /** What it is called. */
  public String getName() {
    return key.name();
  }

  /** Its last characters, as people know them from masked numbers. */
  public String getHint() {
    return "…" + key.hint();
  }

  /** Whether whoever logs in with it keeps an administrator's rank. */
  public boolean isAdministering() {
    return key.scopes().contains(KeyScope.ADMINISTER);
  }

  /** When it was made. */
  public Moment getCreated() {
    return texts.moment(Optional.of(key.createdAt()));
  }

  /** When it was last used. */
  public Moment getLastUsed() {
    return texts.moment(key.lastUsedAt(), "keys.never");
  }

  /** When it ends by itself. */
  public Moment getExpires() {
    return texts.moment(key.expiresAt(), "keys.never");
  }

  /** Where it is rotated and revoked. */
  public String getUrl() {
    return url;
  }
}
