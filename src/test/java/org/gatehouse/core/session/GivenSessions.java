package org.gatehouse.core.session;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.gatehouse.fixture.Given;

/** Sessions without a database. */
public final class GivenSessions {
  private GivenSessions() {}

  /** One, in which the person has shown this; whatever else it is asked fails. */
  public static Sessions of(Supplier<Optional<AuthenticationContext>> context) {
    return new Sessions(null, Given.settings(Map.of()), null, null, null, null, Clock.systemUTC()) {
      @Override
      public Optional<AuthenticationContext> authenticationContext(UUID sessionId) {
        return context.get();
      }
    };
  }
}
