package org.gatehouse.core.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.oauth.claims.RequestedClaims;
import org.gatehouse.core.oauth.client.GrantType;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.device.DeviceAnswer;
import org.gatehouse.core.oauth.device.DeviceAuthorization;
import org.gatehouse.core.oauth.device.DeviceAuthorizations;
import org.gatehouse.core.oauth.device.StartedDevice;
import org.gatehouse.core.oauth.grant.Approval;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.AuthenticationContext;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Roles;

/**
 * Lets devices in that have no browser (RFC 8628): a person types a code on another screen, is told
 * which application it is, and says yes. Always asked, as somebody else may have sent the code
 * (5.4).
 */
@Singleton
public class AuthorizeDevice {
  /** Each is a row. */
  private static final Limit BEGINNINGS =
      new Limit("device-authorization", 60, Duration.ofMinutes(1));

  /** Of 39 bits nobody finds one by so many guesses in its ten minutes. */
  private static final Limit GUESSES = new Limit("device-code", 20, Duration.ofMinutes(1));

  private final DeviceAuthorizations devices;
  private final RegisteredClients clients;
  private final Sessions sessions;
  private final Issuers issuers;
  private final Limits limits;
  private final AuthorizationAudit audit;

  @Inject
  AuthorizeDevice(
      DeviceAuthorizations devices,
      RegisteredClients clients,
      Sessions sessions,
      Issuers issuers,
      Limits limits,
      AuthorizationAudit audit) {
    this.devices = devices;
    this.clients = clients;
    this.sessions = sessions;
    this.issuers = issuers;
    this.limits = limits;
    this.audit = audit;
  }

  /**
   * A device begins to wait (3.1).
   *
   * @param client who has proven to be it, or can't
   * @param scopes what it wants
   * @param resources for whom its access tokens shall be (RFC 8707); none for us
   * @throws OAuthRefusal if it may not have that
   * @throws LimitExceeded if very many have begun from that network
   */
  public StartedDevice begin(
      KnownClient client, Set<String> scopes, List<String> resources, Client from) {
    client.require(GrantType.DEVICE_CODE);
    client.require(resources);
    limits.take(BEGINNINGS, from.network());
    return devices.begin(client, Authorize.scopes(client.metadata(), scopes), resources);
  }

  /**
   * Which application has shown a code.
   *
   * @param userCode what the person has typed
   * @return nothing, if there is none that this person may let in
   * @throws LimitExceeded if the person has guessed too often
   */
  public Optional<AskedRequest> find(Caller caller, String userCode) {
    limits.take(GUESSES, caller.userId().toString());
    return look(caller, userCode);
  }

  private Optional<AskedRequest> look(Caller caller, String userCode) {
    boolean isPerson =
        caller.is(Roles.USER) && sessions.loginOfPerson(caller.sessionId()).isPresent();
    return isPerson
        ? devices.find(userCode).flatMap(device -> asked(caller, device))
        : Optional.empty();
  }

  private Optional<AskedRequest> asked(Caller caller, DeviceAuthorization device) {
    return clients
        .known(device.clientId().toString())
        .filter(client -> client.owner().covers(caller.workspaceId()))
        .filter(client -> client.admits(caller.roles(), caller.workspaceUid()))
        .map(client -> new AskedRequest(client, device.scopes(), "", false, ""));
  }

  /**
   * The person lets it in, or doesn't.
   *
   * @return whether there was a device to be answered
   */
  @Transactional
  public boolean answer(Caller caller, String userCode, boolean allowed) {
    Optional<AskedRequest> asked = look(caller, userCode);
    boolean answered = asked.isPresent() && devices.answer(caller, userCode, allowed);
    if (answered) {
      KnownClient client = asked.get().client();
      if (allowed) {
        audit.authorized(caller, client, asked.get().scopes());
      } else {
        issuers
            .of(client.owner())
            .ifPresent(
                issuer ->
                    audit.refused(
                        issuer,
                        Optional.of(caller),
                        Optional.of(client),
                        AuthorizationAudit.word(OAuthError.ACCESS_DENIED),
                        caller.client()));
      }
    }
    return answered;
  }

  /**
   * A device asks whether it is let in (3.4).
   *
   * @param asked who asks, for which of the resources that it began for
   * @param code anything
   * @return what the person lets it have
   * @throws OAuthRefusal if it isn't, or not yet
   */
  Approval ask(TokenRequest asked, String code) {
    Issuer issuer = asked.issuer();
    KnownClient client = asked.client();
    DeviceAnswer answer =
        devices.ask(
            client,
            code,
            device -> issuer.audience(device.resources()).containsAll(asked.resources()));
    if (answer instanceof DeviceAnswer.NotIn not) {
      word(not.why()).ifPresent(word -> audit.refusedDevice(issuer, client, word, asked.from()));
      throw refusal(not.why());
    }
    DeviceAuthorization device = ((DeviceAnswer.LetIn) answer).device();
    AuthenticationContext authentication =
        sessions
            .authenticationContext(device.sessionId().orElseThrow())
            .orElseThrow(
                () -> {
                  audit.refusedDevice(issuer, client, "ended", asked.from());
                  return refusal(DeviceAnswer.Why.OVER);
                });
    return new Approval(
        device.userId().orElseThrow(),
        device.sessionId().orElseThrow(),
        authentication,
        device.scopes(),
        issuer.audience(device.resources()),
        RequestedClaims.NONE);
  }

  /**
   * The word for the audit log, of what is wrong; to wait isn't, and a no was told to it before.
   */
  private static Optional<String> word(DeviceAnswer.Why why) {
    return switch (why) {
      case PENDING, TOO_FAST, DENIED -> Optional.empty();
      case OVER -> Optional.of("device-code-over");
      case OF_ANOTHER_CLIENT -> Optional.of("device-code-of-another-client");
      case FOR_ANOTHER_RESOURCE -> Optional.of(IssueTokens.TARGET);
      case UNKNOWN -> Optional.of("unknown-device-code");
    };
  }

  private static OAuthRefusal refusal(DeviceAnswer.Why why) {
    return switch (why) {
      case PENDING ->
          new OAuthRefusal(OAuthError.AUTHORIZATION_PENDING, "Nobody has answered yet.");
      case TOO_FAST ->
          new OAuthRefusal(OAuthError.SLOW_DOWN, "Wait five seconds longer between two requests.");
      case DENIED -> new OAuthRefusal(OAuthError.ACCESS_DENIED, "The person has said no.");
      case OVER -> new OAuthRefusal(OAuthError.EXPIRED_TOKEN, "The device code is good no longer.");
      case FOR_ANOTHER_RESOURCE -> IssueTokens.refusal(IssueTokens.TARGET);
      case OF_ANOTHER_CLIENT, UNKNOWN ->
          new OAuthRefusal(OAuthError.INVALID_GRANT, "There is no such device code here.");
    };
  }
}
