package org.gatehouse.federation.saml;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.provider.ReturnAddresses;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.signon.SingleLogout;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.federation.SignOnFlow;
import org.gatehouse.federation.SignOnRefusals;
import org.gatehouse.federation.SignOnRequest;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.http.filter.SecretParametersFilter;

/** {@code /v1/auth/saml/logout} and {@code sls}: logout both ways. */
@Path("/auth/saml")
@ApplicationScoped
public class SamlLogoutResource {
  @Inject private SignOnRequest signOnRequest;
  @Inject private SignOnFlow flow;
  @Inject private SignOnRefusals refusals;
  @Inject private SingleLogout singleLogout;
  @Inject private AcceptLogout acceptLogout;
  @Inject private ReturnAddresses returnAddresses;
  @Inject private LoginCookie cookie;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;

  /** Logs out here and at the provider. */
  @GET
  @Path("logout")
  public Response logOut(@Context HttpServletResponse response) {
    Optional<Caller> caller = CurrentCaller.of(request);
    String returnTo = caller.map(this::returnTo).orElse("");
    Optional<Response> asked = flow.askToLogOut(Protocol.SAML, returnTo, request);
    if (asked.isPresent()) {
      return asked.get();
    }
    cookie.remove(response);
    String then = returnTo.isEmpty() ? Redirect.LOGGED_OUT : returnTo;
    return flow.onward(caller.map(known -> singleLogout.logOut(known, then)).orElse(then));
  }

  /** The same; what is posted counts for nothing. */
  @POST
  @Path("logout")
  @Consumes(MediaType.WILDCARD)
  public Response logOutByPost(@Context HttpServletResponse response) {
    return logOut(response);
  }

  /** Takes a message of a provider by HTTP-Redirect. */
  @GET
  @Path("sls")
  public Response accept() {
    flow.admit(request);
    try {
      return accept(
          LogoutMessage.ofAddress(new SamlParameters(SecretParametersFilter.query(request))));
    } catch (SamlRefused e) {
      return SamlForm.refuse(refusals, e, request);
    }
  }

  /** Takes a message of a provider by HTTP-POST. */
  @POST
  @Path("sls")
  @Consumes(MediaType.WILDCARD)
  public Response acceptByPost(InputStream body) {
    flow.admit(request);
    try {
      new SamlParameters(SecretParametersFilter.query(request));
      return accept(LogoutMessage.ofForm(SamlForm.read(body)));
    } catch (SamlRefused e) {
      return SamlForm.refuse(refusals, e, request);
    }
  }

  /** A HEAD request, which changes nothing. */
  @HEAD
  @Path("logout")
  public Response headOfLogout() {
    return Response.noContent().build();
  }

  /** A HEAD request, which changes nothing. */
  @HEAD
  @Path("sls")
  public Response headOfSls() {
    return Response.noContent().build();
  }

  private Response accept(LogoutMessage message) {
    Workspace workspace =
        signOnRequest
            .workspace(request)
            .orElseThrow(() -> new SamlRefused(SamlRefusal.UNKNOWN_PROVIDER));
    String goOn = acceptLogout.accept(workspace, message, requests.client(request));
    return flow.onward(goOn.isEmpty() ? Redirect.LOGGED_OUT : goOn);
  }

  /** Where the query says, else from where the browser says it came; neither is trusted. */
  private String returnTo(Caller caller) {
    String wanted =
        SamlResource.parameter(request, "return_url")
            .filter(text -> !text.isBlank())
            .or(() -> Optional.ofNullable(request.getHeader("Referer")))
            .orElse("");
    return returnAddresses.allowed(caller.workspaceId(), wanted);
  }
}
