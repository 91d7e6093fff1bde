package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatehouse.core.administration.ManageAuditWebhook;
import org.gatehouse.core.administration.ManageAuditWebhook.Present;
import org.gatehouse.core.audit.delivery.Handed;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.webhook.WebhookSecret;
import org.gatehouse.core.webhook.WebhookSettings;
import org.gatehouse.core.webhook.WebhookState;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/audit-webhook}: where the caller's workspace has its audit log sent. */
@Path("/{version:1|latest}/audit-webhook")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.READ_AUDIT)
public class AuditWebhookResource {
  private static final String ADDRESS = "address";
  private static final String TYPES = "types";
  private static final String OUTCOME = "outcome";
  private static final String SECRET = "secret";

  @Inject private ManageAuditWebhook webhook;
  @Inject private CurrentCaller caller;

  /** All of it, and how it goes. */
  @GET
  public JsonObject get() {
    return updated(webhook.find(caller.get())).build();
  }

  /**
   * Changes what is given. The secret that is made with the first address is in this reply only.
   */
  @PATCH
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public JsonObject change(InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only(ADDRESS, TYPES, OUTCOME, SECRET);
    return withSecret(
        webhook.change(
            caller.get(), change(json), json.optionalText(SECRET).map(WebhookSecret::new)));
  }

  /** What isn't there stays as it is; null is nowhere, or all of them. */
  private static UnaryOperator<WebhookSettings> change(JsonBody json) {
    WebhookSettings said =
        WebhookSettings.of(
            json.optionalText(ADDRESS).orElse(""),
            json.optionalTexts(TYPES).orElse(WebhookSettings.NONE.types()),
            json.optionalText(OUTCOME).orElse(""));
    return present ->
        new WebhookSettings(
            (json.has(ADDRESS) ? said : present).address(),
            (json.has(TYPES) ? said : present).types(),
            (json.has(OUTCOME) ? said : present).outcome());
  }

  /** Makes a secret in the place of the other, which goes on for as long as the body says. */
  @POST
  @Path("/secret")
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public Response rotateSecret(InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only(KeyDetails.OVERLAP);
    return Response.status(Response.Status.CREATED)
        .entity(withSecret(webhook.rotateSecret(caller.get(), KeyDetails.overlap(json))))
        .build();
  }

  /** Sends a message without entries, and tells what came of it. */
  @POST
  @Path("/test")
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public JsonObject test() {
    Handed handed = webhook.test(caller.get());
    JsonObjectBuilder reply =
        Json.createObjectBuilder().add("delivered", handed.failure().isEmpty());
    handed
        .failure()
        .ifPresentOrElse(why -> reply.add("problem", why), () -> reply.addNull("problem"));
    return reply.build();
  }

  private static JsonObject withSecret(Present present) {
    JsonObjectBuilder reply = updated(present);
    present.secret().ifPresent(made -> reply.add(SECRET, made.text()));
    return reply.build();
  }

  private static JsonObjectBuilder updated(Present present) {
    WebhookSettings settings = present.settings();
    Optional<WebhookState> state = present.state();
    JsonObjectBuilder details = Json.createObjectBuilder();
    add(details, ADDRESS, settings.address().map(URI::toString));
    details.add(TYPES, Json.createArrayBuilder(settings.types()));
    add(details, OUTCOME, Optional.of(settings.outcome()).filter(word -> !word.isEmpty()));
    details.add("has_secret", state.isPresent());
    KeyDetails.add(details, "old_secret_until", state.flatMap(WebhookState::oldSecretUntil));
    details.add("status", state.map(WebhookState::word).orElse("none"));
    KeyDetails.add(details, "last_delivered_at", state.flatMap(WebhookState::deliveredAt));
    KeyDetails.add(details, "last_failed_at", state.flatMap(WebhookState::failedAt));
    add(
        details,
        "last_error",
        state.map(WebhookState::lastError).filter(error -> !error.isEmpty()));
    details.add("waiting", state.map(known -> known.waiting().entries()).orElse(0));
    KeyDetails.add(details, "waiting_since", state.flatMap(known -> known.waiting().since()));
    return Json.createObjectBuilder().add("updated", details);
  }

  private static void add(JsonObjectBuilder details, String name, Optional<String> value) {
    value.ifPresentOrElse(text -> details.add(name, text), () -> details.addNull(name));
  }
}
