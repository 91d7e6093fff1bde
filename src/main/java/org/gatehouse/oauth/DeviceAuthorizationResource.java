package org.gatehouse.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.gatehouse.core.oauth.AuthorizeDevice;
import org.gatehouse.core.oauth.device.StartedDevice;
import org.gatehouse.core.text.Json;
import org.gatehouse.http.Requests;

/** Where devices begin to wait for somebody to let them in (RFC 8628, 3.1). */
@Path(OAuth.ISSUER + "device_authorization")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class DeviceAuthorizationResource {
  private static final String PAGE = "/device";

  @Inject private ClientRequests requests;
  @Inject private AuthorizeDevice authorizeDevice;
  @Inject private Requests addresses;
  @Inject private HttpServletRequest request;

  /** Gives the device a code to ask with, and one for somebody to type. */
  @POST
  public JsonObject begin(@PathParam("issuer") String issuer, InputStream body) {
    ClientRequest asked = requests.read(issuer, request, body);
    Set<String> scopes = asked.words("scope");
    List<String> resources = asked.parameters().texts(ClientRequest.RESOURCE);
    StartedDevice started =
        asked.answer(() -> authorizeDevice.begin(asked.client(), scopes, resources, asked.from()));
    String page = addresses.address(PAGE);
    return Json.createObjectBuilder()
        .add("device_code", started.code())
        .add("user_code", started.userCode())
        .add("verification_uri", page)
        .add("verification_uri_complete", page + "?user_code=" + started.userCode())
        .add("expires_in", started.lifetime().toSeconds())
        .add("interval", started.interval().toSeconds())
        .build();
  }
}
