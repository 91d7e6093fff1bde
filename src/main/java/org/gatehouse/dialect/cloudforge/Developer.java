package org.gatehouse.dialect.cloudforge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.gatehouse.core.login.Application;
import org.gatehouse.core.session.Caller;
import org.gatehouse.http.CurrentCaller;

/** Whose application makes the request, for calls that need no person. */
@ApplicationScoped
public class Developer {
  @Inject private CurrentApplication application;
  @Inject private CurrentCaller caller;

  /**
   * The workspace of the application, or of the session that stands in for its credentials.
   *
   * @throws NotAuthorizedException if there is neither
   */
  UUID workspaceId() {
    return application
        .find()
        .map(Application::workspaceId)
        .or(() -> caller.find().map(Caller::workspaceId))
        .orElseThrow(
            () ->
                new NotAuthorizedException(Response.status(Response.Status.UNAUTHORIZED).build()));
  }
}
