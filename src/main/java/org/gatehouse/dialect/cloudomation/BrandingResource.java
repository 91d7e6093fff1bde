package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.administration.ManageBranding;
import org.gatehouse.core.branding.BrandDraft;
import org.gatehouse.core.branding.BrandScheme;
import org.gatehouse.core.branding.Branding;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/branding}: how the pages of the caller's workspace look. */
@Path("/{version:1|latest}/branding")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.READ_SETTINGS)
public class BrandingResource {
  private static final String NAME = "name";
  private static final String LIGHT = "light_color";
  private static final String DARK = "dark_color";
  private static final String HELP = "help_link";
  private static final String IMPRINT = "imprint_link";
  private static final String PRIVACY = "privacy_link";
  private static final String LOGO = "logo";

  @Inject private ManageBranding branding;
  @Inject private CurrentCaller caller;

  /** All of it. */
  @GET
  public JsonObject get() {
    return updated(branding.find(caller.get()));
  }

  /** Changes what is given; what is null is ours from then on. */
  @PATCH
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public JsonObject change(InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only(NAME, LIGHT, DARK, HELP, IMPRINT, PRIVACY, LOGO);
    BrandDraft said =
        new BrandDraft(
            text(json, NAME),
            text(json, LIGHT),
            text(json, DARK),
            new BrandDraft.Links(text(json, HELP), text(json, IMPRINT), text(json, PRIVACY)),
            json.has(LOGO) ? Optional.of(text(json, LOGO)) : Optional.empty());
    return updated(
        branding.change(
            caller.get(),
            present ->
                new BrandDraft(
                    (json.has(NAME) ? said : present).name(),
                    (json.has(LIGHT) ? said : present).lightColor(),
                    (json.has(DARK) ? said : present).darkColor(),
                    new BrandDraft.Links(
                        (json.has(HELP) ? said : present).links().help(),
                        (json.has(IMPRINT) ? said : present).links().imprint(),
                        (json.has(PRIVACY) ? said : present).links().privacy()),
                    said.logo())));
  }

  private static String text(JsonBody json, String name) {
    return json.optionalText(name).orElse("");
  }

  private JsonObject updated(Branding present) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put(NAME, present.name());
    members.put(LIGHT, present.color(BrandScheme.LIGHT));
    members.put(DARK, present.color(BrandScheme.DARK));
    members.put(HELP, present.links().help());
    members.put(IMPRINT, present.links().imprint());
    members.put(PRIVACY, present.links().privacy());
    members.put(LOGO, branding.image(caller.get()).orElse(""));
    JsonObjectBuilder details = Json.createObjectBuilder();
    members.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            details.addNull(name);
          } else {
            details.add(name, value);
          }
        });
    return Json.createObjectBuilder().add("updated", details).build();
  }
}
