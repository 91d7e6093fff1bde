package org.gatehouse.core.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.core.oauth.AuthorizationOutcome.Authorized;
import org.gatehouse.core.oauth.AuthorizationOutcome.Step;
import org.gatehouse.core.oauth.AuthorizationOutcome.Waiting;
import org.gatehouse.core.oauth.claims.RequestedClaims;
import org.gatehouse.core.oauth.claims.StandardScope;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.core.oauth.client.GrantType;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.consent.Consents;
import org.gatehouse.core.oauth.grant.Approval;
import org.gatehouse.core.oauth.grant.Grants;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.request.Answers;
import org.gatehouse.core.oauth.request.AuthorizationRequest;
import org.gatehouse.core.oauth.request.Demands;
import org.gatehouse.core.oauth.request.Prompt;
import org.gatehouse.core.session.AuthenticationContext;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Roles;

/**
 * Decides what comes of an authorization request (RFC 6749, 4.1; OpenID Connect Core 1.0, 3.1.2).
 * All of it is asked again when the person is back from a page: nothing is passed because it was
 * asked before.
 */
@Singleton
public class Authorize {
  private final Sessions sessions;
  private final Consents consents;
  private final Grants grants;
  private final AuthorizationAudit audit;
  private final Clock clock;

  @Inject
  Authorize(
      Sessions sessions, Consents consents, Grants grants, AuthorizationAudit audit, Clock clock) {
    this.sessions = sessions;
    this.consents = consents;
    this.grants = grants;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Refuses what nobody could be let in for.
   *
   * @return the scopes that it is about
   * @throws OAuthRefusal which goes back to the client
   */
  public Set<String> review(AuthorizationRequest request) {
    request.client().require(GrantType.AUTHORIZATION_CODE);
    ClientMetadata client = request.client().metadata();
    if (client.requiresPkce() && request.binding().challenge().isEmpty()) {
      throw new OAuthRefusal(
          OAuthError.INVALID_REQUEST,
          "code_challenge is missing: the client is registered with require_pkce.");
    }
    request.client().require(request.resources());
    return scopes(client, request.scopes());
  }

  /**
   * What people are asked to allow, where they are: the scopes, and those that stand for claims
   * which are asked for by name.
   *
   * @throws OAuthRefusal as {@link #review}
   */
  public Set<String> toAllow(AuthorizationRequest request) {
    Set<String> all = new HashSet<>(review(request));
    all.addAll(request.claims().scopesBeside(all, request.client().metadata().scopes()));
    return all;
  }

  /** Those that the client may have; others count for nothing (3.1.2.1). */
  static Set<String> scopes(ClientMetadata client, Set<String> wanted) {
    Set<String> asked = new HashSet<>(wanted);
    asked.retainAll(client.scopes());
    if (!client.may(GrantType.REFRESH_TOKEN)) {
      asked.remove(StandardScope.OFFLINE_ACCESS.value());
    }
    if (asked.isEmpty()) {
      throw new OAuthRefusal(
          OAuthError.INVALID_SCOPE,
          "The client may ask for these scopes: "
              + client.scopes().stream().sorted().collect(Collectors.joining(" ")));
    }
    return asked;
  }

  /**
   * Lets the client in, has the person do something first, or refuses. One transaction: a code that
   * was given is in the audit log, or neither is.
   *
   * @param caller who is logged in
   * @param answers what the person has answered since the request came
   * @throws OAuthRefusal which goes back to the client
   */
  @Transactional
  public AuthorizationOutcome decide(
      Issuer issuer, AuthorizationRequest request, Optional<Caller> caller, Answers answers) {
    Set<String> scopes = review(request);
    Optional<Login> login = caller.flatMap(this::login);
    Optional<Step> step =
        login.isPresent()
            ? next(request, login.get(), answers)
            : Optional.of(caller.isPresent() ? Step.OTHER_ACCOUNT : Step.LOGIN);
    if (step.isPresent()) {
      return wait(request, step.get());
    }
    return authorize(issuer, request, scopes, login.orElseThrow());
  }

  private Optional<Login> login(Caller caller) {
    return sessions.loginOfPerson(caller.sessionId()).map(context -> new Login(caller, context));
  }

  private static AuthorizationOutcome wait(AuthorizationRequest request, Step step) {
    if (!request.demands().want(Prompt.NONE)) {
      return new Waiting(step);
    }
    OAuthError error =
        switch (step) {
          case LOGIN, REAUTHENTICATION, OTHER_ACCOUNT -> OAuthError.LOGIN_REQUIRED;
          case CONSENT -> OAuthError.CONSENT_REQUIRED;
          case SELECT_ACCOUNT, PASSWORD_CHANGE -> OAuthError.INTERACTION_REQUIRED;
        };
    throw new OAuthRefusal(error, "The person has to be asked, and prompt is none.");
  }

  /** What the person has to do next, if anything. */
  private Optional<Step> next(AuthorizationRequest request, Login login, Answers answers) {
    Caller caller = login.caller();
    KnownClient client = request.client();
    if (!client.owner().covers(caller.workspaceId())) {
      return Optional.of(Step.OTHER_ACCOUNT);
    }
    if (caller.is(Roles.PASSWORD_CHANGE)) {
      return Optional.of(Step.PASSWORD_CHANGE);
    }
    Demands demands = request.demands();
    if (demands
        .subject()
        .filter(wanted -> !wanted.equals(caller.userId().toString()))
        .isPresent()) {
      throw new OAuthRefusal(
          OAuthError.LOGIN_REQUIRED, "Somebody else is logged in than id_token_hint says.");
    }
    if (!login.isWholeSince(answers.since()) && isTooOld(client.metadata(), demands, login)) {
      return Optional.of(Step.REAUTHENTICATION);
    }
    if (!login.isSince(answers.since())
        && demands.want(Prompt.SELECT_ACCOUNT)
        && !answers.areOf(caller.userId())) {
      return Optional.of(Step.SELECT_ACCOUNT);
    }
    requireAdmission(client, caller);
    if (!login.isAsStrongAs(demands)) {
      return Optional.of(strongerStep(demands, login));
    }
    return consent(request, caller, answers);
  }

  /** Whether the person has to show again who it is. */
  private boolean isTooOld(ClientMetadata client, Demands demands, Login login) {
    Optional<Duration> maxAge = demands.maxAge().or(client::defaultMaxAge);
    Optional<Instant> at = login.context().wholeAt();
    if (demands.want(Prompt.LOGIN)
        || (maxAge.isPresent() && at.isEmpty())
        || (client.requiresAuthTime() && login.context().at().isEmpty())) {
      return true;
    }
    return maxAge
        .filter(age -> at.orElse(Instant.EPOCH).plus(age).isBefore(clock.instant()))
        .isPresent();
  }

  private static void requireAdmission(KnownClient client, Caller caller) {
    if (!client.admits(caller.roles(), caller.workspaceUid())) {
      throw new OAuthRefusal(
          OAuthError.ACCESS_DENIED, "The person has none of the roles that may use the client.");
    }
  }

  /** Whoever is in by a trusted browser has a second factor, and is asked for it. */
  private static Step strongerStep(Demands demands, Login login) {
    if (login.context().isByTrustedDevice()
        && demands
            .contexts()
            .filter(wanted -> wanted.contains(AuthenticationContext.TWO_FACTORS))
            .isPresent()) {
      return Step.REAUTHENTICATION;
    }
    throw new OAuthRefusal(
        OAuthError.UNMET_AUTHENTICATION_REQUIREMENTS,
        "The person can not log in as strongly as that.");
  }

  private Optional<Step> consent(AuthorizationRequest request, Caller caller, Answers answers) {
    KnownClient client = request.client();
    boolean asked = request.demands().want(Prompt.CONSENT);
    if (!asked && !client.metadata().asksForConsent()) {
      return Optional.empty();
    }
    Optional<Boolean> said = answers.areOf(caller.userId()) ? answers.consent() : Optional.empty();
    if (said.isPresent()) {
      if (!said.get()) {
        throw new OAuthRefusal(OAuthError.ACCESS_DENIED, "The person has said no.");
      }
      return Optional.empty();
    }
    return !asked && consents.scopes(caller.userId(), client.id()).containsAll(toAllow(request))
        ? Optional.empty()
        : Optional.of(Step.CONSENT);
  }

  private AuthorizationOutcome authorize(
      Issuer issuer, AuthorizationRequest request, Set<String> scopes, Login login) {
    Caller caller = login.caller();
    // Where people are asked, they were asked for these, too.
    RequestedClaims claims = request.claims().within(request.client().metadata().scopes());
    Approval approval =
        new Approval(
            caller.userId(),
            caller.sessionId(),
            login.context(),
            scopes,
            issuer.audience(request.resources()),
            claims);
    String code = grants.issueCode(request.client(), approval, request.binding());
    audit.authorized(caller, request.client(), scopes);
    return new Authorized(code);
  }

  /** Who is logged in, and how and when that was shown. */
  private record Login(Caller caller, AuthenticationContext context) {
    boolean isSince(Instant moment) {
      return context.at().filter(at -> !at.isBefore(moment)).isPresent();
    }

    /** The same, and the browser has stood for nothing. */
    boolean isWholeSince(Instant moment) {
      return isSince(moment) && !context.isByTrustedDevice();
    }

    boolean isAsStrongAs(Demands demands) {
      String level = context.level().orElse("");
      return demands.contexts().filter(wanted -> !wanted.contains(level)).isEmpty();
    }
  }
}
