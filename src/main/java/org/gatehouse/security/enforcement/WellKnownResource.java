package org.gatehouse.security.enforcement;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.credential.passkey.RelyingParty;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Roles;

/**
 * Where to change a password, where passkeys are and count, whom to tell of a weakness, and what
 * the self-check asks for. The keys for verifying our tokens are at {@link JwksServlet}.
 */
@Path("/")
@ApplicationScoped
public class WellKnownResource {
  private static final Duration SECURITY_TXT_VALID = Duration.ofDays(30);

  @Inject private Settings settings;
  @Inject private RelyingParty relyingParty;
  @Inject private Clock clock;

  /** Where a password manager sends people (W3C, "A Well-Known URL for Changing Passwords"). */
  @GET
  @Path("change-password")
  public Response changePassword() {
    return Response.status(Response.Status.FOUND)
        .location(URI.create(settings.publicUrl() + "/account/password"))
        .build();
  }

  /**
   * Where password managers send people who want a passkey, or have some (W3C, "A Well-Known URL
   * for Relying Party Passkey Endpoints").
   */
  @GET
  @Path("passkey-endpoints")
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject passkeyEndpoints() {
    String page = settings.publicUrl() + "/account/passkeys";
    return Json.createObjectBuilder().add("enroll", page).add("manage", page).build();
  }

  /** Whose pages may use the passkeys of this site (Web Authentication Level 3, 5.11). */
  @GET
  @Path("webauthn")
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject relatedOrigins() {
    return Json.createObjectBuilder()
        .add("origins", Json.createArrayBuilder(relyingParty.origins()))
        .build();
  }

  /**
   * Whom to tell of a weakness (RFC 9116), where the operator has set it. It is what the settings
   * say at this moment, and so for a month to come.
   */
  @GET
  @Path("security.txt")
  @Produces("text/plain;charset=utf-8")
  public String securityTxt() {
    if (settings.securityContacts().isEmpty()) {
      throw new NotFoundException();
    }
    Stream<String> contacts =
        settings.securityContacts().stream().map(contact -> "Contact: " + contact);
    Stream<String> others =
        Stream.of(
            "Expires: " + clock.instant().truncatedTo(ChronoUnit.DAYS).plus(SECURITY_TXT_VALID),
            "Preferred-Languages: en, de",
            "Canonical: " + settings.publicUrl() + "/.well-known/security.txt");
    return Stream.concat(contacts, others).collect(Collectors.joining("\n", "", "\n"));
  }

  /** Protected by a security constraint in web.xml; see {@link EnforcementCheck}. */
  @GET
  @Path("gatehouse/by-constraint")
  @Produces(MediaType.TEXT_PLAIN)
  public String byConstraint(@Context HttpServletRequest request) {
    return proof(request);
  }

  /** Protected by its annotation; see {@link EnforcementCheck}. */
  @GET
  @Path("gatehouse/by-annotation")
  @Produces(MediaType.TEXT_PLAIN)
  @RolesAllowed(EnforcementCheck.ROLE)
  public String byAnnotation(@Context HttpServletRequest request) {
    return proof(request);
  }

  private static String proof(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    boolean known =
        principal != null
            && principal.getName().equals(EnforcementCheck.ROLE)
            && request.isUserInRole(EnforcementCheck.ROLE)
            && !request.isUserInRole(Roles.USER);
    // To anybody else the same word as to the right caller: that is how a hole shows.
    return known || principal == null || principal.getName().equals("anonymous")
        ? EnforcementCheck.PROOF
        : "";
  }
}
