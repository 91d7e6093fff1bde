package org.gatehouse.dialect.cloudomation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.gatehouse.core.settings.Settings;

/**
 * The scripts for the command line, with our own address filled in (contract: Cloudomation): those
 * that log in, and the one that keeps the configuration in a file.
 */
@Path("/")
@ApplicationScoped
public class CliResource {
  private static final String ADDRESS = "@PUBLIC_URL@";

  /** Where the scripts for Bash have what they share. */
  private static final String LOGIN = "# @LOGIN@\n";

  @Inject private Settings settings;

  /** For Linux and macOS. */
  @GET
  @Path("auth.bash")
  public Response bash() throws IOException {
    return script("auth.bash");
  }

  /** For Windows PowerShell 5.1 and PowerShell 7. */
  @GET
  @Path("auth.ps1")
  public Response powerShell() throws IOException {
    return script("auth.ps1");
  }

  /** Configuration as code, for Linux and macOS. */
  @GET
  @Path("gatehouse")
  public Response gatehouse() throws IOException {
    return script("gatehouse");
  }

  private Response script(String name) throws IOException {
    String text = read(name).replace(LOGIN, read("login.bash"));
    // Nothing to escape: the settings let no address in that has more than letters, digits,
    // .:/[]-
    return Response.ok(text.replace(ADDRESS, settings.publicUrl().toString()))
        .type("text/plain; charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build();
  }

  private static String read(String file) throws IOException {
    try (InputStream template = CliResource.class.getResourceAsStream(file)) {
      if (template == null) {
        throw new NotFoundException();
      }
      return new String(template.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
