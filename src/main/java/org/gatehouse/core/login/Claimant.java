package org.gatehouse.core.login;

import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.password.PasswordCredential;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.credential.totp.TotpCredential;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.provider.SignOnPolicy;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.User;

/**
 * A user who is to be logged in, with all that decides it, as it was at one moment.
 *
 * @param user who
 * @param password the password, where there is one
 * @param totp the authenticator app, where there is one
 * @param passkeys how many passkeys there are
 * @param policy what the workspace wants of single sign-on, where it has said so
 * @param demanded what the workspace demands of logins, where it has said so
 * @param key the key that was shown, where it is one of the user and good
 * @param sessions how many sessions of the user nobody has ended; 0 where nobody has counted
 */
record Claimant(
    User user,
    Optional<PasswordCredential> password,
    Optional<TotpCredential> totp,
    long passkeys,
    Optional<SignOnPolicy> policy,
    Optional<AuthenticationPolicy> demanded,
    Optional<ApiKey> key,
    long sessions) {
  private static final String ELSEWHERE = "network";

  /** Whether the user's password, and any passkey, is good for nothing. */
  boolean isPasswordForbidden() {
    return policy.filter(wanted -> wanted.forbidsPassword(user)).isPresent();
  }

  /** Whether a program is where the workspace lets nobody be. */
  boolean isElsewhere(Client client) {
    return demanded.filter(policy -> !policy.networks().allow(client.address())).isPresent();
  }

  /** Why the user may not log in from there, if so, in the words of the audit log. */
  Optional<String> barrier(Client client, Instant now) {
    Optional<String> ofUser = user.barrier(now);
    return ofUser.isPresent() ? ofUser : Optional.of(ELSEWHERE).filter(word -> isElsewhere(client));
  }

  /** Whether a login needs a second factor. */
  boolean needsSecondFactor() {
    return passkeys > 0 || totp.filter(TotpCredential::isConfirmed).isPresent();
  }

  /** Whether the password must be changed before anything else. */
  boolean hasInitialPassword() {
    return password.filter(PasswordCredential::isInitial).isPresent();
  }

  /** Whether the password that was proven is still the user's, and good. */
  boolean stillHas(PasswordProof proof) {
    return !isPasswordForbidden() && password.filter(known -> known.isOf(proof)).isPresent();
  }
}
