package org.gatehouse.dialect.cloudforge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.gatehouse.core.signup.Availability;

/**
 * {@code GET /api/1/organizations/isLoginUnique} and {@code …/isDomainUnique}: which names are free
 * (contract: CloudForge). A login is unique within its organization; in one that is yet to be made
 * each one is.
 */
@Path("/1/organizations/{question:isLoginUnique|isDomainUnique}" + CloudForge.EXTENSION)
@ApplicationScoped
@NeedsReadableParameters
public class AvailabilityResource {
  @Inject private Availability availability;
  @Inject private Developer developer;
  @Inject private HttpServletRequest request;

  /** Answers true or false, also of what could be nobody's name: false. */
  @GET
  public Response isUnique(@PathParam("question") String question) {
    UUID asker = developer.workspaceId();
    Parameters parameters = Parameters.of(request);
    return question.equals("isLoginUnique")
        ? answer("loginIsUnique", isLoginUnique(asker, OwnerFields.required(parameters, "login")))
        : answer(
            "domainIsUnique", isDomainUnique(asker, OwnerFields.required(parameters, "domain")));
  }

  private boolean isLoginUnique(UUID asker, String login) {
    // Asked first, so that it counts.
    boolean free = availability.isUserNameFree(asker, login);
    return free && OwnerFields.isLogin(login);
  }

  private boolean isDomainUnique(UUID asker, String domain) {
    boolean free = availability.isWorkspaceFree(asker, domain);
    return free && OwnerFields.isDomain(domain);
  }

  private Response answer(String name, boolean value) {
    return CloudForgeReply.of(
        request, Response.Status.OK, CloudForgeReply.accepted().add(name, value));
  }
}
