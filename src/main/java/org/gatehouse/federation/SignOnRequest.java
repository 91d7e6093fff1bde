package org.gatehouse.federation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.provider.ReturnAddresses;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.signon.ConnectPermission;
import org.gatehouse.core.signon.Purpose;
import org.gatehouse.core.signon.SignOnPlan;
import org.gatehouse.core.signup.Availability;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.Workspaces;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.QueryString;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.SignOnCookie;

/**
 * Reads what somebody wants who begins a login at a provider, from the query: {@code provider},
 * {@code workspace}, {@code return_url}, {@code force}, {@code test}, {@code connect}.
 */
@Singleton
public class SignOnRequest {
  private final Workspaces workspaces;
  private final Availability availability;
  private final IdentityProviders providers;
  private final ReturnAddresses returnAddresses;
  private final ConnectPermission connectPermission;
  private final SignOnCookie cookie;
  private final Requests requests;

  @Inject
  SignOnRequest(
      Workspaces workspaces,
      Availability availability,
      IdentityProviders providers,
      ReturnAddresses returnAddresses,
      ConnectPermission connectPermission,
      SignOnCookie cookie,
      Requests requests) {
    this.workspaces = workspaces;
    this.availability = availability;
    this.providers = providers;
    this.returnAddresses = returnAddresses;
    this.connectPermission = connectPermission;
    this.cookie = cookie;
    this.requests = requests;
  }

  /**
   * The workspace that is meant: named beside the request, or the one that is meant otherwise.
   *
   * @throws LimitExceeded if too many were named from that network that there aren't
   */
  public Optional<Workspace> workspace(HttpServletRequest request) {
    Optional<String> named = requests.workspace(request);
    return named.isPresent()
        ? named.flatMap(handle -> availability.find(handle, requests.client(request).network()))
        : workspaces.standard();
  }

  /**
   * The provider that is meant: the one whose key the query has, or the first of the workspace that
   * is enabled. One that is disabled is found for a test only.
   */
  public Optional<IdentityProvider> provider(HttpServletRequest request, Protocol protocol) {
    Optional<String> named = parameter(request, "provider");
    if (named.isEmpty()) {
      return workspace(request).stream()
          .flatMap(workspace -> providers.enabled(workspace.id()).stream())
          .filter(provider -> provider.protocol() == protocol)
          .findFirst();
    }
    boolean test = isTest(request);
    return named
        .flatMap(SignOnRequest::uuid)
        .flatMap(providers::withId)
        .filter(provider -> provider.protocol() == protocol)
        .filter(provider -> provider.isEnabled() || test);
  }

  /**
   * What is to come of it.
   *
   * @return nothing, if the caller may not want that: a test is for administrators of the
   *     provider's workspace, and only its people can be known to it
   */
  public Optional<SignOnPlan> plan(HttpServletRequest request, IdentityProvider provider) {
    boolean anew = isSet(request, "force");
    boolean test = isTest(request);
    if (!test && !isSet(request, "connect")) {
      String wanted = parameter(request, "return_url").orElse("");
      return Optional.of(
          SignOnPlan.login(returnAddresses.allowed(provider.workspace().id(), wanted), anew));
    }
    return CurrentCaller.of(request)
        .filter(caller -> caller.workspaceId().equals(provider.workspace().id()))
        .filter(caller -> test ? isAdministrator(caller) : mayConnect(caller, request))
        .map(Caller::userId)
        .map(
            userId ->
                new SignOnPlan(
                    test ? Purpose.TEST : Purpose.CONNECT, Optional.of(userId), "", anew));
  }

  private static boolean isAdministrator(Caller caller) {
    return caller.may(Permission.ADMINISTER_WORKSPACE);
  }

  /**
   * Not for the asking: another site could have logged the browser in at the provider before, and
   * would have its own identity there linked to who is logged in here.
   */
  private boolean mayConnect(Caller caller, HttpServletRequest request) {
    return caller.is(Roles.USER)
        && connectPermission.isPermitted(caller, cookie.readPermission(request));
  }

  private static boolean isTest(HttpServletRequest request) {
    return isSet(request, "test");
  }

  private static boolean isSet(HttpServletRequest request, String name) {
    return parameter(request, name).filter("true"::equals).isPresent();
  }

  private static Optional<String> parameter(HttpServletRequest request, String name) {
    return QueryString.first(request.getQueryString(), name).filter(value -> !value.isBlank());
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
