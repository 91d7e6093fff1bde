package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.session.AuthenticationContext;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.Roles;

/**
 * Whether the person of a session has shown a moment ago who it is. What gives power that outlasts
 * the session wants that (ASVS 5.0, 7.5.1 and 7.5.3): the thief of a session must not be able to
 * stay. {@link Reauthentication} is how it is shown again.
 */
@Singleton
public class RecentAuthentication {
  private static final String PROVIDER = "provider";

  private final Sessions sessions;
  private final SecondFactor secondFactor;
  private final Passwords passwords;
  private final SignOnPolicies policies;
  private final Duration window;
  private final Clock clock;

  @Inject
  RecentAuthentication(
      Sessions sessions,
      SecondFactor secondFactor,
      Passwords passwords,
      SignOnPolicies policies,
      Settings settings,
      Clock clock) {
    this.sessions = sessions;
    this.secondFactor = secondFactor;
    this.passwords = passwords;
    this.policies = policies;
    this.window = settings.session().reauthentication();
    this.clock = clock;
  }

  /**
   * Lets pass who has shown it a moment ago. To be called in the transaction of the change.
   *
   * @throws ReauthenticationRequired if it is too long ago, or not all was shown, or the session
   *     has ended
   */
  public void require(Caller caller) {
    Set<String> missing = missing(caller);
    if (!missing.isEmpty()) {
      throw new ReauthenticationRequired(missing);
    }
  }

  /**
   * The same for what administrators do. A session that a key opened passes: whether the key was
   * made for administration decides about its rank, and whoever made it was asked then.
   *
   * @throws ReauthenticationRequired as above
   */
  public void requireOfAdministrator(Caller caller) {
    if (sessions
        .authenticationContext(caller.sessionId())
        .filter(AuthenticationContext::byKey)
        .isEmpty()) {
      require(caller);
    }
  }

  /** Whether the caller needs to show nothing. */
  public boolean isRecent(Caller caller) {
    return missing(caller).isEmpty();
  }

  /**
   * Whether the caller shows the identity provider who it is, and not us: who logged in there, and
   * has no password here that would be good for anything.
   */
  public boolean isByProvider(Caller caller) {
    return !caller.source().equals(Caller.LOCAL)
        && (passwords.setAt(caller.userId()).isEmpty()
            || (!caller.is(Roles.SYSTEM_ADMINISTRATOR)
                && policies.of(caller.workspaceId()).forbidsPassword(caller.userId())));
  }

  /** Whether a code of the second factor would have to be shown as well. */
  public boolean isCodeMissing(Caller caller) {
    return missing(caller).contains(AuthenticationMethod.ONE_TIME_PASSWORD.reference());
  }

  private Set<String> missing(Caller caller) {
    Optional<AuthenticationContext> recent =
        sessions.authenticationContext(caller.sessionId()).filter(this::isRecent);
    if (isByProvider(caller)) {
      return recent.isPresent() ? Set.of() : Set.of(PROVIDER);
    }
    if (recent.filter(AuthenticationContext::isByPasskey).isPresent()) {
      return Set.of();
    }
    Set<AuthenticationMethod> missing = needed(caller.userId());
    recent.map(AuthenticationContext::methods).ifPresent(missing::removeAll);
    return missing.stream()
        .map(AuthenticationMethod::reference)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<AuthenticationMethod> needed(UUID userId) {
    return secondFactor.isOn(userId)
        ? EnumSet.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.ONE_TIME_PASSWORD)
        : EnumSet.of(AuthenticationMethod.PASSWORD);
  }

  private boolean isRecent(AuthenticationContext context) {
    Instant earliest = clock.instant().minus(window);
    return context.at().filter(at -> !at.isBefore(earliest)).isPresent();
  }
}
