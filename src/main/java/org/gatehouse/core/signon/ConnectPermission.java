package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.RecentAuthentication;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.secret.WrongMasterKey;
import org.gatehouse.core.session.Caller;

/**
 * Lets who is logged in connect identities for some minutes: a link outlasts the session, and so
 * would the thief of a session.
 */
@Singleton
public class ConnectPermission {
  private static final String PURPOSE = "connect-identity";
  private static final Duration PERMITTED = Duration.ofMinutes(10);

  private final RecentAuthentication recentAuthentication;
  private final Vault vault;
  private final Clock clock;

  @Inject
  ConnectPermission(RecentAuthentication recentAuthentication, Vault vault, Clock clock) {
    this.recentAuthentication = recentAuthentication;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Permits it.
   *
   * @return what the browser shows when it goes to the provider; good in this session only
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public String permit(Caller caller) {
    recentAuthentication.require(caller);
    String until = Long.toString(clock.instant().plus(PERMITTED).getEpochSecond());
    return vault.seal(PURPOSE, caller.sessionId().toString(), until);
  }

  /**
   * Whether this is such a permission, of this session.
   *
   * @param permission anything
   */
  public boolean isPermitted(Caller caller, String permission) {
    try {
      String until = vault.open(PURPOSE, caller.sessionId().toString(), permission);
      return clock.instant().getEpochSecond() < Long.parseLong(until);
    } catch (WrongMasterKey e) {
      return false;
    }
  }
}
