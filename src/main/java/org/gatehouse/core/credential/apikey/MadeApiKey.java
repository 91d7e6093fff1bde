package org.gatehouse.core.credential.apikey;

/**
 * A key that was made just now.
 *
 * @param key what is known of it from now on
 * @param secret the key itself, to be shown once
 */
public record MadeApiKey(ApiKey key, String secret) {
  @Override
  public String toString() {
    return "MadeApiKey[" + key.id() + "]";
  }
}
