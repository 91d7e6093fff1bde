package org.gatehouse.federation.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.signon.Authenticated;
import org.gatehouse.core.signon.SignOn;
import org.gatehouse.core.signon.SignOnPlan;
import org.gatehouse.core.signon.SignOnRefusal;
import org.gatehouse.core.signon.SignOns;
import org.gatehouse.federation.SignOnFlow;
import org.gatehouse.federation.SignOnRefusals;
import org.gatehouse.federation.SignOnRequest;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.FormParameters;
import org.gatehouse.http.browser.SignOnCookie;
import org.gatehouse.http.filter.SecretParametersFilter;

/** {@code /v1/auth/oidc}: to an OpenID provider, and back. */
@Path("/auth/oidc")
@ApplicationScoped
public class OidcResource {
  @Inject private SignOnRequest signOnRequest;
  @Inject private SignOnFlow flow;
  @Inject private SignOnRefusals refusals;
  @Inject private SignOnAtProvider signOnAtProvider;
  @Inject private SignOns signOns;
  @Inject private SignOnCookie cookie;
  @Inject private HttpServletRequest request;

  /** Sends the browser to the provider. */
  @GET
  @Path("login")
  public Response login(@Context HttpServletResponse response) {
    flow.admit(request);
    Optional<IdentityProvider> provider = signOnRequest.provider(request, Protocol.OIDC);
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
      return SignOnFlow.to(
          signOnAtProvider
              .begin(
                  provider.get(), () -> flow.begin(provider.get(), plan.get(), request, response))
              .toString());
    } catch (OidcRefused e) {
      return refusals.reject(provider.get(), plan.get(), e.reason(), request);
    }
  }

  /** Takes the provider's answer, which the browser brings, and ends the login. */
  @GET
  @Path("callback/{provider}")
  public Response callback(
      @PathParam("provider") String door, @Context HttpServletResponse response) {
    flow.admit(request);
    Optional<SignOn> signOn = Optional.empty();
    try {
      Map<String, List<String>> parameters = parameters();
      String state = AuthorizationResponse.only(parameters, "state").orElse("");
      signOn =
          signOns.ofHandle(state).filter(found -> found.provider().protocol() == Protocol.OIDC);
      Authenticated answer =
          signOnAtProvider.verify(
              signOn.orElseThrow(() -> new OidcRefused(OidcRefusal.UNKNOWN_REQUEST)),
              door,
              state,
              cookie.read(request),
              parameters);
      return flow.arrive(signOn.get(), answer, request, response);
    } catch (OidcRefused e) {
      Response refused = refusals.reject(signOn.map(SignOn::provider), signOn, e.reason(), request);
      return e.why() == OidcRefusal.UNKNOWN_REQUEST ? flow.back(request).orElse(refused) : refused;
    }
  }

  /**
   * A provider that is set up to have the answer posted ({@code form_post}), which we don't ask
   * for: the browser brings no cookie of ours along.
   */
  @POST
  @Path("callback/{provider}")
  @Consumes(MediaType.WILDCARD)
  public Response callbackByPost(InputStream body) {
    flow.admit(request);
    return refusals.reject(posted(body), SignOnRefusal.REJECTED, "form-post", request);
  }

  private Optional<SignOn> posted(InputStream body) {
    try {
      return FormParameters.of(body)
          .text("state")
          .flatMap(signOns::ofHandle)
          .filter(found -> found.provider().protocol() == Protocol.OIDC);
    } catch (BadRequest | BoundedBody.TooLarge e) {
      return Optional.empty();
    }
  }

  /** A HEAD request, which changes nothing. */
  @HEAD
  @Path("login")
  public Response headOfLogin() {
    return Response.noContent().build();
  }

  /** A HEAD request, which changes nothing. */
  @HEAD
  @Path("callback/{provider}")
  public Response headOfCallback() {
    return Response.noContent().build();
  }

  private Map<String, List<String>> parameters() {
    return AuthorizationResponse.PARAMETERS.stream()
        .collect(Collectors.toMap(name -> name, name -> SecretParametersFilter.all(request, name)));
  }
}
