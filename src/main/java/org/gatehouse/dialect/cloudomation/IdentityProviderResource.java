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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.gatehouse.core.administration.ManageProviders;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.ProviderDetails;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.Permission;
import org.gatehouse.federation.setup.DescribeProvider;
import org.gatehouse.federation.setup.ProviderDescription;
import org.gatehouse.federation.setup.TypedProvider;
import org.gatehouse.http.CurrentCaller;

/** {@code /api/1/identity-provider}: those that the caller's workspace trusts. */
@Path("/{version:1|latest}/identity-provider")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.READ_SETTINGS)
public class IdentityProviderResource {
  @Inject private ManageProviders manageProviders;
  @Inject private DescribeProvider describeProvider;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;

  /** A page of them. */
  @GET
  public JsonObject list(@BeanParam Paging paging) {
    return paging.replyOfAll(
        "identity_providers",
        manageProviders.list(caller.get()),
        IdentityProvider::name,
        IdentityProviderDetails::of);
  }

  /** One of them. */
  @GET
  @Path("{name}")
  public JsonObject get(@PathParam("name") String name) {
    return IdentityProviderDetails.updated(manageProviders.find(caller.get(), name));
  }

  /** Adds one. */
  @POST
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public Response add(InputStream body, @Context UriInfo uri) {
    ProviderBody said = ProviderBody.read(body);
    IdentityProvider added =
        manageProviders.add(
            caller.get(), understood(said.added(), Optional.empty()), said.secret());
    return Created.of(settings, uri, added.name())
        .entity(IdentityProviderDetails.updated(Optional.of(added)))
        .build();
  }

  /** Changes what is given, lists as a whole. */
  @PATCH
  @Path("{name}")
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public JsonObject change(@PathParam("name") String name, InputStream body) {
    IdentityProvider seen =
        manageProviders.find(caller.get(), name).orElseThrow(NotFoundException::new);
    ProviderBody said = ProviderBody.read(body);
    ProviderDetails details = understood(said.changed(TypedProvider.of(seen)), Optional.of(seen));
    manageProviders.change(caller.get(), seen, details, said.secret());
    return IdentityProviderDetails.updated(manageProviders.find(caller.get(), seen.id()));
  }

  /** Removes one, with whom it knows, and ends the sessions that it has opened. */
  @DELETE
  @Path("{name}")
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public void remove(@PathParam("name") String name) {
    KeyDetails.revoked(
        manageProviders
            .find(caller.get(), name)
            .filter(found -> manageProviders.remove(caller.get(), found.id()))
            .isPresent());
  }

  /** Lets one log system administrators in; for system administrators. */
  @PUT
  @Path("{name}/system-trust")
  @RolesAllowed(Permission.Role.ADMINISTER_INSTALLATION)
  public JsonObject trust(@PathParam("name") String name) {
    return trust(name, true);
  }

  /** Lets one log system administrators in no longer. */
  @DELETE
  @Path("{name}/system-trust")
  @RolesAllowed(Permission.Role.ADMINISTER_INSTALLATION)
  public JsonObject distrust(@PathParam("name") String name) {
    return trust(name, false);
  }

  private JsonObject trust(String name, boolean on) {
    IdentityProvider found =
        manageProviders.find(caller.get(), name).orElseThrow(NotFoundException::new);
    manageProviders.trust(caller.get(), found.id(), on);
    return IdentityProviderDetails.updated(manageProviders.find(caller.get(), found.id()));
  }

  /**
   * @throws InvalidInput saying the first of what is wrong
   */
  private ProviderDetails understood(TypedProvider said, Optional<IdentityProvider> present) {
    ProviderDescription description = describeProvider.describe(caller.get(), said, present);
    if (description instanceof ProviderDescription.Refused refused) {
      throw refused.mistakes().get(0).why();
    }
    return ((ProviderDescription.Understood) description).details();
  }
}
