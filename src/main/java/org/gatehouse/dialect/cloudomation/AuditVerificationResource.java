package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.gatehouse.core.administration.VerifyAudit;
import org.gatehouse.core.audit.ChainReport;
import org.gatehouse.core.audit.ChainReport.Fault;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.CurrentCaller;

/** {@code /api/1/audit-verification}: whether the audit log is as it was written. */
@Path("/{version:1|latest}/audit-verification")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SYSTEM_ADMINISTRATOR)
public class AuditVerificationResource {
  @Inject private VerifyAudit verifyAudit;
  @Inject private CurrentCaller caller;

  /** Looks through all of it; with a link that was written down before, also for that. */
  @GET
  public JsonObject verify(
      @QueryParam("number") @DefaultValue("") String number,
      @QueryParam("hash") @DefaultValue("") String hash) {
    ChainReport report = verifyAudit.verify(caller.get(), number(number), hash);
    JsonArrayBuilder faults = Json.createArrayBuilder();
    report.faults().stream().map(AuditVerificationResource::fault).forEach(faults::add);
    JsonObjectBuilder reply = Json.createObjectBuilder().add("valid", report.faults().isEmpty());
    report
        .begunAt()
        .ifPresentOrElse(
            at -> reply.add("begun_at", at.toString()), () -> reply.addNull("begun_at"));
    return reply
        .add("first", report.first())
        .add("last", report.last())
        .add("hash", report.hash())
        .add("checked", report.checked())
        .add("unsigned", report.unsigned())
        .add("waiting", report.waiting())
        .add("faults", faults)
        .build();
  }

  private static Optional<Long> number(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new BadRequest("number must be that of a link.");
    }
    return Optional.of(Long.parseLong(text));
  }

  private static JsonObjectBuilder fault(Fault fault) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("kind", fault.kind().word());
    fault
        .number()
        .ifPresentOrElse(number -> json.add("number", number), () -> json.addNull("number"));
    fault.eventId().ifPresentOrElse(id -> json.add("id", id.toString()), () -> json.addNull("id"));
    return json;
  }
}
