package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatehouse.core.administration.ImportReport;
import org.gatehouse.core.administration.ImportTable;
import org.gatehouse.core.administration.ImportUsers;
import org.gatehouse.core.administration.ImportedUser;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;
import org.gatehouse.http.JsonText;

/** {@code /api/1/user-import}: people of another system, with the hashes of their passwords. */
@Path("/{version:1|latest}/user-import")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
public class UserImportResource {
  @Inject private ImportUsers importUsers;
  @Inject private CurrentCaller caller;

  /** Adds those who aren't there yet; as CSV if the Content-Type says so, else as JSON. */
  @POST
  public JsonObject run(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String type,
      @QueryParam("dry_run") @DefaultValue("false") String dryRun,
      InputStream body) {
    boolean isTried = isTried(dryRun);
    List<ImportedUser> people =
        type.toLowerCase(Locale.ROOT).startsWith("text/csv")
            ? ImportTable.read(
                JsonText.unmarked(BoundedBody.read(body, BoundedBody.LIMIT_OF_IMPORTS)))
            : people(JsonBody.read(body, BoundedBody.LIMIT_OF_IMPORTS));
    ImportReport report = importUsers.run(caller.get(), people, isTried);
    JsonArrayBuilder refused = Json.createArrayBuilder();
    report
        .refused()
        .forEach(
            row ->
                refused.add(
                    Json.createObjectBuilder()
                        .add("row", row.row())
                        .add("name", row.name())
                        .add("reason", row.why().getMessage())));
    return Json.createObjectBuilder()
        .add("dry_run", isTried)
        .add("added", report.added())
        .add("present", report.present())
        .add("refused", refused)
        .build();
  }

  private static boolean isTried(String dryRun) {
    return switch (dryRun) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadRequest("dry_run must be true or false.");
    };
  }

  private static List<ImportedUser> people(JsonBody json) {
    json.only("users");
    List<JsonBody> given =
        json.optionalObjects("users").orElseThrow(() -> new BadRequest("users is missing."));
    List<ImportedUser> people = new ArrayList<>();
    for (JsonBody one : given) {
      one.only(ImportTable.COLUMNS);
      people.add(
          new ImportedUser(
              people.size() + 1L,
              one.optionalText("name").orElse(""),
              one.optionalText("email").orElse(""),
              one.optionalText("display_name"),
              one.optionalFlag("is_client_admin").map(String::valueOf).orElse(""),
              one.optionalTexts("roles").orElse(List.of()),
              one.optionalText("password_hash")));
    }
    return people;
  }
}
