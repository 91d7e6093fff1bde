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
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.federation.SignOnFlow;
import org.gatehouse.federation.SignOnRefusals;
import org.gatehouse.federation.SignOnRequest;
import org.gatehouse.federation.saml.AcceptResponse.Accepted;
import org.gatehouse.http.filter.SecretParametersFilter;

/** {@code /v1/auth/saml/acs}: where browsers post the responses of providers. */
@Path("/auth/saml/acs")
@ApplicationScoped
public class AcsResource {
  @Inject private SignOnRequest signOnRequest;
  @Inject private SignOnFlow flow;
  @Inject private SignOnRefusals refusals;
  @Inject private AcceptResponse acceptResponse;
  @Inject private HttpServletRequest request;

  /** Ends a login. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response accept(InputStream body, @Context HttpServletResponse response) {
    flow.admit(request);
    try {
      // Whatever stands in the query asks to fetch a message, or is nothing to us.
      new SamlParameters(SecretParametersFilter.query(request));
      SamlParameters form = SamlForm.read(body);
      byte[] xml =
          Encoded.ofForm(
              form.value("SAMLResponse")
                  .orElseThrow(() -> new SamlRefused(SamlRefusal.MALFORMED, "no response")));
      Accepted accepted = acceptResponse.accept(workspace(), xml);
      return accepted.signOn().isPresent()
          ? flow.arrive(accepted.signOn().get(), accepted.answer(), request, response)
          : flow.unsolicited(
              accepted.provider(),
              accepted.answer(),
              form.value("RelayState").orElse(""),
              request,
              response);
    } catch (SamlRefused e) {
      return SamlForm.refuse(refusals, e, request);
    }
  }

  /** There is no other binding. */
  @GET
  public Response notByGet() {
    try {
      new SamlParameters(SecretParametersFilter.query(request));
      throw new SamlRefused(SamlRefusal.MALFORMED, "binding");
    } catch (SamlRefused e) {
      return SamlForm.refuse(refusals, e, request);
    }
  }

  /** A HEAD request, which changes nothing. */
  @HEAD
  public Response head() {
    return Response.noContent().build();
  }

  private Workspace workspace() {
    Optional<Workspace> meant = signOnRequest.workspace(request);
    return meant.orElseThrow(() -> new SamlRefused(SamlRefusal.UNKNOWN_PROVIDER));
  }
}
