package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.credential.passkey.Passkey;
import org.gatehouse.core.credential.passkey.PasskeyName;
import org.gatehouse.core.credential.passkey.PasskeyRule;
import org.gatehouse.core.credential.passkey.Passkeys;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;

/** What people do with their own passkeys. */
@Singleton
@Transactional
public class ManagePasskeys {
  private final OwnUser ownUser;
  private final Passkeys passkeys;
  private final SecondFactor secondFactor;
  private final Enrolment enrolment;
  private final SignOnPolicies policies;
  private final OwnDemands ownDemands;
  private final Sessions sessions;

  @Inject
  ManagePasskeys(
      OwnUser ownUser,
      Passkeys passkeys,
      SecondFactor secondFactor,
      Enrolment enrolment,
      SignOnPolicies policies,
      OwnDemands ownDemands,
      Sessions sessions) {
    this.ownUser = ownUser;
    this.passkeys = passkeys;
    this.secondFactor = secondFactor;
    this.enrolment = enrolment;
    this.policies = policies;
    this.ownDemands = ownDemands;
    this.sessions = sessions;
  }

  /** The own passkeys, the oldest first. */
  public List<Passkey> list(Caller caller) {
    return passkeys.of(caller.userId());
  }

  /** What authenticators may be told of them, as JSON. */
  public String signal(Caller caller) {
    return passkeys.signal(ownUser.get(caller));
  }

  /**
   * What the browser is asked that makes one, as JSON.
   *
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   * @throws Conflict if there are too many, or single sign-on is required
   */
  public String options(Caller caller) {
    User user = ownUser.lockRecent(caller);
    requireUse(user);
    return enrolment.passkeyOptions(user, Reauthentication.asker(caller));
  }

  /**
   * What the browser is asked that shows one, for {@link Reauthentication}, as JSON; nothing if
   * there is none.
   */
  public Optional<String> optionsToConfirm(Caller caller) {
    return passkeys.optionsToShow(caller.userId(), Reauthentication.asker(caller));
  }

  /**
   * Adds one.
   *
   * @param made what the browser tells of it
   * @return ten recovery codes, to be shown once, if it is the first second factor; else none
   * @throws InvalidInput if it isn't what was asked for
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   * @throws Conflict if there are too many, it is known, or single sign-on is required
   */
  public List<String> add(Caller caller, String made, PasskeyName name) {
    User user = ownUser.lockRecent(caller);
    requireUse(user);
    List<String> codes =
        enrolment.addPasskey(user, ShownFactor.to(Reauthentication.asker(caller), made), name);
    sessions.reauthenticated(caller.sessionId(), EnumSet.of(AuthenticationMethod.PASSKEY));
    ownUser.record(caller, caller.audited(AuditType.PASSKEY_ADD, "ok").detail(name.value()));
    return codes;
  }

  /** Gives one another name; answers whether there is such. */
  public boolean rename(Caller caller, UUID id, PasskeyName name) {
    return passkeys.rename(caller.userId(), id, name);
  }

  /**
   * Removes one; answers whether there was such.
   *
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   * @throws Conflict if it is the only second factor: that is turned off as a whole ({@link
   *     TurnOffSecondFactor})
   */
  public boolean remove(Caller caller, UUID id) {
    User user = ownUser.lockRecent(caller);
    Optional<Passkey> removed = passkeys.remove(user.id(), id);
    if (removed.isEmpty()) {
      return false;
    }
    if (!secondFactor.isOn(user.id())) {
      throw new Conflict(PasskeyRule.ONLY_FACTOR);
    }
    ownDemands.requireEnough(user);
    String name = removed.get().name();
    enrolment.passkeyRemoved(user, name);
    ownUser.record(caller, caller.audited(AuditType.PASSKEY_REMOVE, "ok").detail(name));
    return true;
  }

  private void requireUse(User user) {
    if (policies.forbidsPassword(user)) {
      throw new Conflict(PasskeyRule.SIGN_ON_REQUIRED);
    }
  }
}
