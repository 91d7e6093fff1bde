package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.core.administration.AuditPart;
import org.gatehouse.core.administration.ReadAudit;
import org.gatehouse.core.audit.AuditCursor;
import org.gatehouse.core.audit.reading.EntryJson;
import org.gatehouse.core.audit.reading.NamedEntry;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;

/** {@code /api/1/audit}: what happened, for administrators: part by part, or as a file. */
@Path("/{version:1|latest}/audit")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Permission.Role.READ_AUDIT)
public class AuditResource {
  private static final int LARGEST_PART = 200;

  /** So many entries are in memory at once, however many the file has. */
  private static final int EXPORTED_AT_ONCE = 500;

  @Inject private ReadAudit readAudit;
  @Inject private CurrentCaller caller;

  /** A part of the log, the newest entry first; {@code next} is the cursor of the part after it. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject list(
      @BeanParam AuditQuery query,
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    Optional<AuditCursor> after = AuditCursor.find(cursor);
    int most = Paging.wholeNumber("limit", limit, LARGEST_PART);
    AuditPart part = readAudit.find(caller.get(), query.search(), after, most);
    JsonArrayBuilder entries = Json.createArrayBuilder();
    part.entries().stream().map(EntryJson::of).forEach(entries::add);
    JsonObjectBuilder reply = Json.createObjectBuilder().add("entries", entries);
    part.next()
        .ifPresentOrElse(next -> reply.add("next", next.text()), () -> reply.addNull("next"));
    return reply.build();
  }

  /** All of it, an object a line. */
  @GET
  @Path("export.jsonl")
  @Produces("application/jsonl")
  public Response exportJson(@BeanParam AuditQuery query) {
    return export(
        query, "application/jsonl", "audit.jsonl", "", entry -> EntryJson.of(entry).build() + "\n");
  }

  /** All of it, for spreadsheets. */
  @GET
  @Path("export.csv")
  @Produces("text/csv")
  public Response exportCsv(@BeanParam AuditQuery query) {
    return export(
        query, "text/csv;charset=UTF-8", "audit.csv", AuditDetails.CSV_HEADER, AuditDetails::csv);
  }

  private Response export(
      AuditQuery query, String type, String file, String first, Function<NamedEntry, String> line) {
    Function<Optional<AuditCursor>, AuditPart> parts =
        readAudit.export(caller.get(), query.search(), EXPORTED_AT_ONCE);
    // What can be refused is refused before the first byte.
    AuditPart begin = parts.apply(Optional.empty());
    StreamingOutput body = out -> write(out, first, begin, parts, line);
    return Response.ok(body, type)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
        .build();
  }

  /** Each part in a transaction of its own: however slow the client is, it keeps no connection. */
  private static void write(
      OutputStream out,
      String first,
      AuditPart begin,
      Function<Optional<AuditCursor>, AuditPart> parts,
      Function<NamedEntry, String> line)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(first);
    AuditPart part = begin;
    while (true) {
      for (NamedEntry entry : part.entries()) {
        writer.write(line.apply(entry));
      }
      if (part.next().isEmpty()) {
        break;
      }
      part = parts.apply(part.next());
    }
    writer.flush();
  }
}
