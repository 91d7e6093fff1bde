package org.gatehouse.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.Requests;

/** {@code /account} and {@code /admin}: on to the first of the pages below. */
public class AreaServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Whoever has a rank may see one of these. */
  private static final Map<Permission, String> FIRST =
      new EnumMap<>(
          Map.of(
              Permission.READ_PEOPLE, "/admin/users",
              Permission.MANAGE_KEYS, "/admin/service-accounts",
              Permission.ADMINISTER_INSTALLATION, "/admin/signing-keys"));

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<String> page =
        Requests.path(request).startsWith("/account")
            ? Optional.of("/account/profile")
            : CurrentCaller.of(request).flatMap(AreaServlet::administration);
    if (page.isPresent()) {
      Redirect.to(response, request.getContextPath() + page.get());
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  /** The first page of the administration that somebody may see. */
  static Optional<String> administration(Caller caller) {
    return FIRST.entrySet().stream()
        .filter(page -> caller.may(page.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
