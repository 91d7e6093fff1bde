package org.gatehouse.core.invitation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.account.UserPasswordPolicy;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.guard.Verdict;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.text.PastedLink;

/**
 * Sets the first password of whoever has the token of an invitation, and logs the person in where
 * that is enough.
 */
@Singleton
public class AcceptInvitation {
  private final GuessGuard guard;
  private final InvitationTokens tokens;
  private final UserPasswordPolicy policy;
  private final Passwords passwords;
  private final EnterByInvitation enterByInvitation;
  private final Audit audit;

  @Inject
  AcceptInvitation(
      GuessGuard guard,
      InvitationTokens tokens,
      UserPasswordPolicy policy,
      Passwords passwords,
      EnterByInvitation enterByInvitation,
      Audit audit) {
    this.guard = guard;
    this.tokens = tokens;
    this.policy = policy;
    this.passwords = passwords;
    this.enterByInvitation = enterByInvitation;
    this.audit = audit;
  }

  /**
   * Sets the password, confirms the address to which the link went, and logs in where a password is
   * enough for that.
   *
   * @param pasted the token, or the link as somebody copied it; anything is allowed
   * @return nothing, if the token isn't good: whether it is unknown, used, withdrawn or too old
   *     nobody learns
   * @throws InvalidInput if the password is against the policy; the token stays good
   * @throws LimitExceeded if too much has failed from that client's address
   * @throws Busy if too many passwords are being hashed; the token stays good
   */
  public Optional<Accepted> accept(String pasted, Password password, Client client) {
    return guard.ofAddress(
        client.address(),
        () -> {
          Optional<Accepted> done =
              acceptOnce(RandomToken.hash(PastedLink.token(pasted)), password, client);
          return done.isPresent() ? Verdict.right(done) : Verdict.wrong(done);
        });
  }

  private Optional<Accepted> acceptOnce(String tokenHash, Password password, Client client) {
    Optional<Invitation> good = tokens.good(tokenHash);
    good.ifPresent(invitation -> policy.check(invitation.user().id(), password));
    Optional<Accepted> done =
        good.flatMap(
            invitation -> {
              HashedPassword hashed = passwords.hash(password);
              return enterByInvitation.enter(tokenHash, invitation, hashed, client);
            });
    if (done.isEmpty()) {
      audit.record(
          good.map(
                  invitation ->
                      client.audited(AuditType.INVITATION_ACCEPT, "wrong-token", invitation.user()))
              .orElseGet(() -> client.audited(AuditType.INVITATION_ACCEPT, "wrong-token")));
    }
    return done;
  }
}
