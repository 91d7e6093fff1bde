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
import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.signon.SignOnPlan;
import org.gatehouse.core.signon.SignOnRefusal;
import org.gatehouse.federation.SignOnFlow;
import org.gatehouse.federation.SignOnRefusals;
import org.gatehouse.federation.SignOnRequest;
import org.gatehouse.federation.saml.key.SpKeys;
import org.gatehouse.http.QueryString;

/**
 * {@code /v1/auth/saml}: to an identity provider of SAML, and our metadata (contract: CloudCheckr).
 */
@Path("/auth/saml")
@ApplicationScoped
public class SamlResource {
  @Inject private SignOnRequest signOnRequest;
  @Inject private SignOnFlow flow;
  @Inject private SignOnRefusals refusals;
  @Inject private SendAuthnRequest sendAuthnRequest;
  @Inject private SamlClients clients;
  @Inject private SpKeys keys;
  @Inject private OwnMetadata ownMetadata;
  @Inject private HttpServletRequest request;

  /** Sends the browser to the provider. */
  @GET
  @Path("login")
  public Response login(@Context HttpServletResponse response) {
    flow.admit(request);
    Optional<IdentityProvider> provider = signOnRequest.provider(request, Protocol.SAML);
    Optional<SignOnPlan> plan = provider.flatMap(known -> signOnRequest.plan(request, known));
    if (provider.isEmpty() || plan.isEmpty()) {
      return refusals.reject(
          Optional.empty(), SignOnRefusal.PROVIDER_OFF, SignOnRefusal.PROVIDER_OFF.word(), request);
    }
    Optional<Response> before =
        flow.alreadyIn(plan.get(), request).or(() -> flow.ask(provider.get(), plan.get(), request));
    if (before.isPresent()) {
      return before.get();
    }
    try {
      sendAuthnRequest.requireCurrent(provider.get());
    } catch (SamlRefused e) {
      return refusals.reject(provider.get(), plan.get(), e.reason(), request);
    }
    String next = sendAuthnRequest.next(flow.begin(provider.get(), plan.get(), request, response));
    return flow.onward(next);
  }

  /** The same; what is posted counts for nothing. */
  @POST
  @Path("login")
  @Consumes(MediaType.WILDCARD)
  public Response loginByPost(@Context HttpServletResponse response) {
    return login(response);
  }

  /** Begins nothing: whoever asks for the head alone follows no redirect. */
  @HEAD
  @Path("login")
  public Response headOfLogin() {
    return Response.noContent().build();
  }

  /** Our metadata; its address is our entity id. */
  @GET
  @Path("metadata")
  public Response metadata() {
    flow.admit(request);
    return signOnRequest
        .workspace(request)
        .map(
            workspace ->
                Response.ok(ownMetadata.of(clients.self(workspace), keys.all()))
                    .type("application/samlmetadata+xml")
                    .header("Content-Disposition", "inline; filename=\"gatehouse.xml\""))
        .orElseGet(() -> Response.status(Response.Status.NOT_FOUND))
        .build();
  }

  static Optional<String> parameter(HttpServletRequest request, String name) {
    return QueryString.first(request.getQueryString(), name);
  }
}
