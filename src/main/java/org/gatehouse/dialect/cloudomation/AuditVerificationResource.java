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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gatehouse.core.administration.VerifyAudit;
import org.gatehouse.core.audit.ChainReport;
import org.gatehouse.core.audit.ChainReport.Fault;
import org.gatehouse.core.audit.VerifyAuditChain.Note;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.CurrentCaller;

/** {@code /api/1/audit-verification}: whether the audit log is as it was written. */
@Path("/{version:1|latest}/audit-verification")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.ADMINISTER_INSTALLATION)
public class AuditVerificationResource {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  @Inject private VerifyAudit verifyAudit;
  @Inject private CurrentCaller caller;

  /** Looks through all of it, and for what was written down of it before. */
  @GET
  public JsonObject verify(
      @QueryParam("number") @DefaultValue("") String number,
      @QueryParam("hash") @DefaultValue("") String hash,
      @QueryParam("begun_at") @DefaultValue("") String begunAt) {
    ChainReport report =
        verifyAudit.verify(caller.get(), new Note(end(number, hash), begunAt(begunAt)));
    JsonObjectBuilder totals = Json.createObjectBuilder();
    new TreeMap<>(report.totals()).forEach((kind, count) -> totals.add(kind.word(), count));
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
        .add("checked", report.counts().checked())
        .add("unsigned", report.counts().unsigned())
        .add("left_out", report.counts().leftOut())
        .add("waiting", report.counts().waiting())
        .add("fault_counts", totals)
        .add("faults", faults)
        .build();
  }

  private static Optional<Note.End> end(String number, String hash) {
    if (number.isEmpty() && hash.isEmpty()) {
      return Optional.empty();
    }
    if (!NUMBER.matcher(number).matches() || !HASH.matcher(hash).matches()) {
      throw new BadRequest("number and hash must be what a verification has told, both of them.");
    }
    return Optional.of(new Note.End(Long.parseLong(number), hash));
  }

  private static Optional<Instant> begunAt(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new BadRequest("begun_at must be what a verification has told.");
    }
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
