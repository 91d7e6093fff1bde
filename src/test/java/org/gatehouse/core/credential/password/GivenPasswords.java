package org.gatehouse.core.credential.password;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.fixture.Given;

/** Passwords without a database. */
public final class GivenPasswords {
  private GivenPasswords() {}

  /** Nobody has one. */
  public static Passwords none() {
    return new Passwords(
        new NoCredentials(),
        new PasswordHasher(Given.settings(Map.of()), new SecureRandom()),
        Clock.systemUTC());
  }

  private static final class NoCredentials extends PasswordCredentials {
    @Override
    Optional<PasswordCredential> of(UUID userId) {
      return Optional.empty();
    }
  }
}
