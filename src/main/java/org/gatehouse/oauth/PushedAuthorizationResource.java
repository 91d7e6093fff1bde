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
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.oauth.AuthorizationAudit;
import org.gatehouse.core.oauth.Authorize;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.proof.KeyProof;
import org.gatehouse.core.oauth.proof.KeyProofs;
import org.gatehouse.core.oauth.request.AuthorizationRequest;
import org.gatehouse.core.oauth.request.RequestText;
import org.gatehouse.core.oauth.request.WaitingRequests;
import org.gatehouse.core.text.Json;

/** Where clients bring authorization requests themselves, and not by a browser (RFC 9126). */
@Path(OAuth.ISSUER + "par")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class PushedAuthorizationResource {
  @Inject private ClientRequests requests;
  @Inject private AuthorizationRequests authorizationRequests;
  @Inject private Authorize authorize;
  @Inject private WaitingRequests waitingRequests;
  @Inject private KeyProofs proofs;
  @Inject private AuthorizationAudit audit;
  @Inject private HttpServletRequest request;

  /** Keeps a request for the browser that comes with what is answered. */
  @POST
  public Response push(@PathParam("issuer") String issuer, InputStream body) {
    ClientRequest asked = requests.read(issuer, request, body);
    String key = keep(asked, wanted(asked));
    JsonObject kept =
        Json.createObjectBuilder()
            .add("request_uri", AuthorizationRequests.requestUri(key))
            .add("expires_in", WaitingRequests.PUSHED_LIFETIME.toSeconds())
            .build();
    return Response.status(Response.Status.CREATED).entity(kept).build();
  }

  private Wanted wanted(ClientRequest asked) {
    try {
      ReceivedRequest received = authorizationRequests.push(asked);
      AuthorizationRequest read = authorizationRequests.read(received);
      return new Wanted(received, authorize.toAllow(read), read.binding().key());
    } catch (OAuthRefusal e) {
      audit.refused(
          asked.issuer(),
          Optional.empty(),
          Optional.of(asked.client()),
          AuthorizationAudit.word(e.error()),
          asked.from());
      throw e;
    }
  }

  private String keep(ClientRequest asked, Wanted wanted) {
    Optional<KeyProof> proof =
        proofs.forCode(asked.issuer(), asked.client(), asked.proof(), wanted.key(), asked.from());
    proof.ifPresent(
        good -> proofs.use(asked.issuer(), asked.client().clientId(), good, asked.from()));
    ReceivedRequest bound =
        proof
            .map(good -> AuthorizationRequests.bound(wanted.received(), good.key()))
            .orElse(wanted.received());
    RequestText text = AuthorizationRequests.text(bound, wanted.scopes());
    return waitingRequests.push(asked.client(), text, asked.from());
  }

  /**
   * What a client wants a person to be asked.
   *
   * @param received the request
   * @param scopes about which scopes
   * @param key what the request itself says of a key ({@code dpop_jkt})
   */
  private record Wanted(ReceivedRequest received, Set<String> scopes, Optional<String> key) {}
}
