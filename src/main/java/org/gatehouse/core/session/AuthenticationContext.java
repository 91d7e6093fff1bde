package org.gatehouse.core.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.policy.SecondFactorDemand;

/**
 * How, and when, the person of a session has shown who it is.
 *
 * @param methods by what; none if an identity provider or a key said who it is
 * @param at when all of it was shown last, UTC: {@code auth_time} of OpenID Connect; nothing if it
 *     wasn't shown to us, nor to a provider because we asked for it
 * @param byKey whether a key opened the session
 * @param met which demand is met by all that was shown in the session, then or before; nothing
 *     where none is made, as a provider or a key said who it is
 */
public record AuthenticationContext(
    Set<AuthenticationMethod> methods,
    Optional<Instant> at,
    boolean byKey,
    Optional<SecondFactorDemand> met) {
  /** The {@code acr} of a login with one factor. */
  public static final String ONE_FACTOR = "aal1";

  /** The {@code acr} of one with two, as the levels of NIST SP 800-63B are called. */
  public static final String TWO_FACTORS = "aal2";

  private static final String SEVERAL = "mfa";
  private static final String USER_PRESENT = "user";
  private static final String ELSEWHERE = "fed";

  /**
   * The methods as others are told of them: {@code amr} (RFC 8176); and {@code fed} where an
   * identity provider has said who it is.
   */
  public List<String> references() {
    if (methods.isEmpty()) {
      return byKey ? List.of() : List.of(ELSEWHERE);
    }
    return Stream.concat(
            methods.stream().sorted().map(AuthenticationMethod::reference),
            Stream.concat(
                Stream.of(USER_PRESENT).filter(word -> isByPasskey()),
                Stream.of(SEVERAL).filter(word -> isTwoFactors())))
        .toList();
  }

  /** How strong that is: {@code acr}; nothing where others have looked at it. */
  public Optional<String> level() {
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(isTwoFactors() ? TWO_FACTORS : ONE_FACTOR);
  }

  /** Whether a passkey was shown, which is two factors by itself. */
  public boolean isByPasskey() {
    return methods.contains(AuthenticationMethod.PASSKEY);
  }

  /**
   * Whether the browser stood for the second factor. Such a login is none of this moment: it was
   * shown days ago, and what is asked anew isn't met by it.
   */
  public boolean isByTrustedDevice() {
    return met.filter(SecondFactorDemand.TRUSTED_DEVICE::equals).isPresent();
  }

  /** When all of it was shown to us last; nothing where the browser stood for a part of it. */
  public Optional<Instant> wholeAt() {
    return at.filter(moment -> !isByTrustedDevice());
  }

  private boolean isTwoFactors() {
    return methods.size() > 1 || isByPasskey();
  }
}
