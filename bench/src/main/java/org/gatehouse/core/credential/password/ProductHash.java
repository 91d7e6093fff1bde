package org.gatehouse.core.credential.password;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.SettingsReader;

/** The product's own hash of passwords, for those who measure it from outside. */
public final class ProductHash {
  private final PasswordHasher hasher;

  private ProductHash(PasswordHasher hasher) {
    this.hasher = hasher;
  }

  /** One of this cost. */
  public static ProductHash of(int memoryKib, int iterations, int parallelism) {
    Map<String, String> texts =
        Map.of(
            "GATEHOUSE_ARGON2_MEMORY", Integer.toString(memoryKib),
            "GATEHOUSE_ARGON2_ITERATIONS", Integer.toString(iterations),
            "GATEHOUSE_ARGON2_PARALLELISM", Integer.toString(parallelism));
    Settings settings = SettingsReader.read(name -> Optional.ofNullable(texts.get(name)));
    return new ProductHash(new PasswordHasher(settings, new SecureRandom()));
  }

  /** A new hash of a password, as it is stored. */
  public String phc(String password) {
    return hasher.hash(new Password(password));
  }

  /** Whether a stored hash is that of a password: what a login costs. */
  public boolean matches(String password, String phc) {
    return hasher.matches(new Password(password), Optional.of(PasswordHash.parse(phc)));
  }
}
