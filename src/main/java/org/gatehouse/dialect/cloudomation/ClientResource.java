package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.administration.ManageClients;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.oauth.client.MadeClient;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;
import org.gatehouse.http.JsonText;

/**
 * The applications that log people in through Gatehouse: {@code /api/1/client} those of the
 * caller's workspace, {@code /api/1/installation-client} those that serve all workspaces.
 */
@Path("/{version:1|latest}/{whose:client|installation-client}")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Permission.Role.READ_APPLICATIONS, Permission.Role.ADMINISTER_INSTALLATION})
public class ClientResource {
  @Inject private ManageClients clients;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;

  /** A page of them. */
  @GET
  public JsonObject list(@PathParam("whose") String whose, @BeanParam Paging paging) {
    return ClientDetails.list(
        paging,
        clients.list(
            caller.get(),
            owner(whose, Permission.READ_APPLICATIONS),
            paging.search(),
            paging.number(),
            paging.size()));
  }

  /** One of them. */
  @GET
  @Path("{client_id}")
  public JsonObject get(@PathParam("whose") String whose, @PathParam("client_id") String clientId) {
    return ClientDetails.updated(
        clients.find(caller.get(), owner(whose, Permission.READ_APPLICATIONS), clientId));
  }

  /** Registers one; its secret is shown in this reply only. */
  @POST
  @RolesAllowed({Permission.Role.ADMINISTER_WORKSPACE, Permission.Role.ADMINISTER_INSTALLATION})
  public Response add(@PathParam("whose") String whose, InputStream body, @Context UriInfo uri) {
    MadeClient made =
        clients.add(
            caller.get(),
            owner(whose, Permission.ADMINISTER_WORKSPACE),
            ClientMetadata.of(JsonText.object(BoundedBody.read(body))));
    return ClientDetails.made(Created.of(settings, uri, made.client().clientId()), made);
  }

  /** Changes what is given (RFC 7396). */
  @PATCH
  @Path("{client_id}")
  @RolesAllowed({Permission.Role.ADMINISTER_WORKSPACE, Permission.Role.ADMINISTER_INSTALLATION})
  public JsonObject change(
      @PathParam("whose") String whose, @PathParam("client_id") String clientId, InputStream body) {
    return ClientDetails.updated(
        clients.change(
            caller.get(),
            owner(whose, Permission.ADMINISTER_WORKSPACE),
            clientId,
            JsonText.object(BoundedBody.read(body))));
  }

  /** Removes one, with all that it was given. */
  @DELETE
  @Path("{client_id}")
  @RolesAllowed({Permission.Role.ADMINISTER_WORKSPACE, Permission.Role.ADMINISTER_INSTALLATION})
  public void remove(@PathParam("whose") String whose, @PathParam("client_id") String clientId) {
    KeyDetails.revoked(
        clients.remove(caller.get(), owner(whose, Permission.ADMINISTER_WORKSPACE), clientId));
  }

  /** Makes a secret in the place of the others, which go on for as long as the body says. */
  @POST
  @Path("{client_id}/secret")
  @RolesAllowed({Permission.Role.MANAGE_KEYS, Permission.Role.ADMINISTER_INSTALLATION})
  public Response rotate(
      @PathParam("whose") String whose, @PathParam("client_id") String clientId, InputStream body) {
    ClientOwner owner = owner(whose, Permission.MANAGE_KEYS);
    JsonBody json = JsonBody.read(body);
    json.only(KeyDetails.OVERLAP);
    return ClientDetails.made(
        Response.status(Response.Status.CREATED),
        clients
            .rotateSecret(caller.get(), owner, clientId, KeyDetails.overlap(json))
            .orElseThrow(NotFoundException::new));
  }

  /** Before the body is read, as the annotations can't tell one from the other. */
  private ClientOwner owner(String whose, Permission ofWorkspace) {
    boolean own = whose.equals("client");
    Permissions.require(caller.get(), own ? ofWorkspace : Permission.ADMINISTER_INSTALLATION);
    return own ? ClientOwner.workspace(caller.get().workspaceId()) : ClientOwner.INSTALLATION;
  }
}
