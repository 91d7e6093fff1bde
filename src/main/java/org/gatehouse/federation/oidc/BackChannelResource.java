package org.gatehouse.federation.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.gatehouse.core.text.Json;
import org.gatehouse.federation.SignOnFlow;
import org.gatehouse.federation.SignOnRefusals;
import org.gatehouse.http.FormParameters;
import org.gatehouse.http.Requests;

/**
 * {@code /v1/auth/oidc/backchannel}: where providers tell that somebody has logged out (OpenID
 * Connect Back-Channel Logout 1.0, 2.5 to 2.8).
 */
@Path("/auth/oidc/backchannel")
@ApplicationScoped
public class BackChannelResource {
  @Inject private BackChannelLogout backChannelLogout;
  @Inject private SignOnFlow flow;
  @Inject private SignOnRefusals refusals;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;

  /** Ends the sessions that a logout token names. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response hear(InputStream body) {
    flow.admit(request);
    try {
      backChannelLogout.hear(
          FormParameters.of(body).text("logout_token").orElse(""), requests.client(request));
      return answer(Response.ok());
    } catch (OidcRefused e) {
      refusals.audit(e.provider(), e.reason(), request);
      return answer(
          Response.status(Response.Status.BAD_REQUEST)
              .type(MediaType.APPLICATION_JSON)
              .entity(Json.createObjectBuilder().add("error", "invalid_request").build()));
    }
  }

  private static Response answer(Response.ResponseBuilder answer) {
    return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }
}
