package org.gatehouse.core.credential.password;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
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

  private static final class NoCredentials implements PasswordCredentials {
    @Override
    public Optional<PasswordCredential> of(UUID userId) {
      return Optional.empty();
    }

    @Override
    public PasswordCredential set(UUID userId, String phc, Instant now) {
      throw new AssertionError("nobody sets a password here");
    }

    @Override
    public boolean strengthen(UUID userId, String oldPhc, String newPhc) {
      return false;
    }
  }
}
