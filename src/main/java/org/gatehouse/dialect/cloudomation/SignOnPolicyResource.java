package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.administration.ManageSignOnPolicy;
import org.gatehouse.core.administration.SignOnPolicyChange;
import org.gatehouse.core.provider.ReturnAddress;
import org.gatehouse.core.provider.SignOnPolicy;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/sign-on-policy}: what the caller's workspace wants of single sign-on. */
@Path("/{version:1|latest}/sign-on-policy")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.READ_SETTINGS)
public class SignOnPolicyResource {
  private static final String REQUIRED = "required";
  private static final String WAY_BACK = "way_back";
  private static final String RETURN_ADDRESSES = "return_addresses";

  @Inject private ManageSignOnPolicy policies;
  @Inject private CurrentCaller caller;

  /** All of it. */
  @GET
  public JsonObject get() {
    return updated(policies.find(caller.get()));
  }

  /** Changes what is given, the addresses as a whole. */
  @PATCH
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public JsonObject change(InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only(REQUIRED, WAY_BACK, RETURN_ADDRESSES);
    Optional<List<ReturnAddress>> addresses =
        json.optionalTexts(RETURN_ADDRESSES)
            .map(texts -> texts.stream().map(ReturnAddress::new).toList());
    return updated(
        policies.change(
            caller.get(),
            new SignOnPolicyChange(
                json.optionalFlag(REQUIRED), json.optionalText(WAY_BACK), addresses)));
  }

  private JsonObject updated(SignOnPolicy policy) {
    JsonArrayBuilder addresses = Json.createArrayBuilder();
    policy.returnAddresses().forEach(address -> addresses.add(address.value()));
    JsonObjectBuilder details =
        Json.createObjectBuilder()
            .add(REQUIRED, policy.isRequired())
            .add(RETURN_ADDRESSES, addresses);
    policies
        .wayBack(policy)
        .ifPresentOrElse(name -> details.add(WAY_BACK, name), () -> details.addNull(WAY_BACK));
    return Json.createObjectBuilder().add("updated", details).build();
  }
}
