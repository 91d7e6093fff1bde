package org.gatehouse.dialect.cloudcheckr;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.gatehouse.core.account.EndSessions;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.CurrentCaller;

/** {@code POST /v1/users/me/key}: every token of the user stops working (contract: CloudCheckr). */
@Path("/users/me/key")
@ApplicationScoped
public class KeyResource {
  @Inject private CurrentCaller caller;
  @Inject private EndSessions endSessions;

  /** Ends all sessions of the caller, this one too. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({Roles.USER, Roles.PASSWORD_CHANGE})
  public void renew() {
    endSessions.endAll(caller.get());
  }
}
