package org.gatehouse.federation.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.provider.ReturnAddresses;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.signon.SingleLogout;
import org.gatehouse.federation.SignOnFlow;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.http.filter.SecretParametersFilter;

/** {@code /v1/auth/oidc/logout}: out here, and out at the provider that let somebody in. */
@Path("/auth/oidc/logout")
@ApplicationScoped
public class OidcLogoutResource {
  @Inject private CurrentCaller current;
  @Inject private SingleLogout singleLogout;
  @Inject private LogOutAtProvider logOutAtProvider;
  @Inject private ReturnAddresses returnAddresses;
  @Inject private LoginCookie cookie;
  @Inject private SignOnFlow flow;
  @Inject private HttpServletRequest request;

  /** Ends the session of who comes, and sends the browser to the provider to end its own. */
  @GET
  public Response logOut(@Context HttpServletResponse response) {
    Optional<Caller> caller = current.find();
    String then = caller.map(this::then).filter(to -> !to.isEmpty()).orElse(Redirect.LOGGED_OUT);
    Optional<Response> asked =
        flow.askToLogOut(Protocol.OIDC, then.equals(Redirect.LOGGED_OUT) ? "" : then, request);
    if (asked.isPresent()) {
      return asked.get();
    }
    cookie.remove(response);
    String next = caller.map(known -> singleLogout.logOut(known, then)).orElse(then);
    return flow.onward(next);
  }

  /** A HEAD request, which changes nothing. */
  @HEAD
  public Response head() {
    return Response.noContent().build();
  }

  /** Where the query says, else from where the browser says it came; neither is trusted. */
  private String then(Caller caller) {
    String wanted =
        SecretParametersFilter.first(request, "return_url")
            .filter(text -> !text.isBlank())
            .or(() -> Optional.ofNullable(request.getHeader("Referer")))
            .orElse("");
    return returnAddresses.allowed(caller.workspaceId(), wanted);
  }

  /** Where the provider sends the browser back to. */
  @GET
  @Path("done")
  public Response done() {
    String then =
        SecretParametersFilter.first(request, "state")
            .flatMap(logOutAtProvider::then)
            .orElse(Redirect.LOGGED_OUT);
    return flow.onward(then);
  }
}
