package org.gatehouse.core.secret;

import com.google.common.hash.Hashing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes texts nobody can guess, and the hash under which one is stored. */
@Singleton
public class RandomToken {
  /**
   * Letters and digits that nobody mistakes for another when reading them aloud (after Crockford).
   */
  private static final String READABLE = "23456789abcdefghjkmnpqrstvwxyz";

  private static final int TOKEN_BYTES = 32;

  private final SecureRandom random;

  /**
   * @param random where unpredictability comes from
   */
  @Inject
  public RandomToken(SecureRandom random) {
    this.random = random;
  }

  /** 256 random bits in URL-safe Base64: 43 characters. */
  public String next() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * A text that people read and type: groups of four with hyphens, 4.9 bits a character.
   *
   * @param groups how many groups of four
   */
  public String readable(int groups) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups * 4; i++) {
      if (i > 0 && i % 4 == 0) {
        text.append('-');
      }
      text.append(READABLE.charAt(random.nextInt(READABLE.length())));
    }
    return text.toString();
  }

  /** SHA-256 in lower-case hex: enough for what has 256 bits of its own. */
  public static String hash(String token) {
    return Hashing.sha256().hashString(token, StandardCharsets.UTF_8).toString();
  }
}
