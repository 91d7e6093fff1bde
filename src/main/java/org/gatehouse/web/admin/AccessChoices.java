package org.gatehouse.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.http.CurrentCaller;

/** Offers the roles and datasources of the workspace to be ticked. */
@ApplicationScoped
public class AccessChoices {
  @Inject private CurrentCaller caller;
  @Inject private ManageAccess manageAccess;
  @Inject private HttpServletRequest request;

  /**
   * The roles.
   *
   * @param before the names of those that are ticked at first
   */
  Choices roles(Collection<String> before) {
    return new Choices(
        "roles",
        manageAccess.roles(caller.get(), "", 1, Catalog.LIMIT).items(),
        before,
        request.getParameterValues("roles"));
  }

  /** The datasources, as above. */
  Choices datasources(Collection<String> before) {
    return new Choices(
        "datasources",
        manageAccess.datasources(caller.get(), "", 1, Catalog.LIMIT).items(),
        before,
        request.getParameterValues("datasources"));
  }
}
