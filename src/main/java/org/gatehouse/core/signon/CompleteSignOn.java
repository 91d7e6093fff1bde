package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.ReturnAddresses;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.signon.EnterByProvider.Wish;
import org.gatehouse.core.signon.SignOnOutcome.Refused;
import org.gatehouse.core.signon.SignOnOutcome.Tested;

/**
 * Ends a login at an identity provider, whose answer was verified and accepted: lets in the browser
 * that began, or shows an administrator what the provider said, or links it to who is logged in.
 */
@Singleton
public class CompleteSignOn {
  private final SignOns signOns;
  private final EnterByProvider enterByProvider;
  private final ConnectIdentity connectIdentity;
  private final ReturnAddresses returnAddresses;
  private final Audit audit;

  @Inject
  CompleteSignOn(
      SignOns signOns,
      EnterByProvider enterByProvider,
      ConnectIdentity connectIdentity,
      ReturnAddresses returnAddresses,
      Audit audit) {
    this.signOns = signOns;
    this.enterByProvider = enterByProvider;
    this.connectIdentity = connectIdentity;
    this.returnAddresses = returnAddresses;
    this.audit = audit;
  }

  /**
   * Ends it.
   *
   * @param arrival what {@link SignOns#accept} gave; anything is allowed
   * @param browser what the browser's cookie says; anything is allowed
   * @param caller who is logged in at this browser
   */
  public SignOnOutcome complete(
      String arrival, String browser, Optional<Caller> caller, Client client) {
    Optional<Arrival> found = signOns.arrival(arrival);
    if (found.isEmpty()) {
      audit.record(client.audited(AuditType.SIGN_ON, SignOnRefusal.EXPIRED.word()));
      return new Refused(SignOnRefusal.EXPIRED, Optional.empty());
    }
    SignOn signOn = found.get().signOn();
    if (!signOns.isOf(signOn, browser)) {
      return refuse(signOn.provider(), SignOnRefusal.OTHER_BROWSER, client);
    }
    if (signOn.purpose() == Purpose.TEST) {
      return new Tested(arrival);
    }
    if (!signOns.use(signOn)) {
      return refuse(signOn.provider(), SignOnRefusal.EXPIRED, client);
    }
    return signOn.purpose() == Purpose.CONNECT
        ? connect(signOn, found.get().answer(), caller, client)
        : enter(signOn.provider(), found.get().answer(), wish(signOn), client);
  }

  /**
   * Lets somebody in whom a provider names unasked. Whoever calls has made sure that the provider
   * may.
   *
   * @param wanted where the provider wants the person to go; followed where one may be sent
   */
  public SignOnOutcome unsolicited(
      IdentityProvider provider, Authenticated answer, String wanted, Client client) {
    String returnTo = returnAddresses.allowed(provider.workspace().id(), wanted);
    return enter(provider, answer, new Wish(returnTo, Optional.empty()), client);
  }

  /**
   * What the provider said in a test.
   *
   * @param arrival anything
   * @param caller who wants to know; only who has begun the test gets to know
   */
  public Optional<Arrival> tested(String arrival, Caller caller) {
    return signOns
        .arrival(arrival)
        .filter(found -> found.signOn().purpose() == Purpose.TEST)
        .filter(found -> found.signOn().userId().equals(Optional.of(caller.userId())));
  }

  private static Wish wish(SignOn signOn) {
    return new Wish(
        signOn.returnTo(), signOn.isAnew() ? Optional.of(signOn.beganAt()) : Optional.empty());
  }

  private SignOnOutcome connect(
      SignOn signOn, Authenticated answer, Optional<Caller> caller, Client client) {
    boolean same = caller.map(Caller::userId).equals(signOn.userId());
    if (!same) {
      return refuse(signOn.provider(), SignOnRefusal.OTHER_BROWSER, client);
    }
    try {
      connectIdentity.connect(caller.orElseThrow(), signOn.provider(), answer);
      return new SignOnOutcome.Connected();
    } catch (Conflict e) {
      return refuse(signOn.provider(), SignOnRefusal.LINKED_ELSEWHERE, client);
    }
  }

  private SignOnOutcome enter(
      IdentityProvider provider, Authenticated answer, Wish wish, Client client) {
    try {
      return enterByProvider.enter(provider.id(), answer, wish, client);
    } catch (Conflict e) {
      // Two of one person's first logins at once: by now the other one has added the user. If it
      // is not that, then somebody else has the name.
      return again(provider, answer, wish, client);
    }
  }

  private SignOnOutcome again(
      IdentityProvider provider, Authenticated answer, Wish wish, Client client) {
    try {
      return enterByProvider.enter(provider.id(), answer, wish, client);
    } catch (Conflict e) {
      return refuse(provider, SignOnRefusal.NAME_TAKEN, client);
    }
  }

  private Refused refuse(IdentityProvider provider, SignOnRefusal why, Client client) {
    audit.record(
        client
            .audited(AuditType.SIGN_ON, why.word())
            .aboutWorkspace(provider.workspace().id())
            .detail(provider.id().toString()));
    return new Refused(why, Optional.of(provider.id()));
  }
}
