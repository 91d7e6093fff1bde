package org.gatehouse.contract.roles;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What an application within the same WAR asks the container about its caller's roles. */
public final class Probe {
  /** A role that annotations name, and which the container therefore expects. */
  static final String ROLE = "finance";

  /** A role that nothing names beforehand. */
  static final String UNHEARD_OF = "night shift";

  private Probe() {}

  /** Asks by name, in both ways there are. */
  @WebServlet("/probe/asks")
  public static class Asks extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient SecurityContext security;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String asked = request.getParameter("role");
      if (asked != null) {
        response
            .getOutputStream()
            .print(request.isUserInRole(asked) + " " + security.isCallerInRole(asked));
        return;
      }
      for (String role : List.of(ROLE, UNHEARD_OF)) {
        response
            .getOutputStream()
            .print(
                "%s: %s %s "
                    .formatted(role, request.isUserInRole(role), security.isCallerInRole(role)));
      }
    }
  }

  /** Has the container ask, by a constraint. */
  @WebServlet("/probe/constrained")
  @ServletSecurity(@HttpConstraint(rolesAllowed = ROLE))
  public static class Constrained extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getOutputStream().print("let in");
    }
  }

  /** Has JAX-RS ask, by an annotation. */
  @Path("/annotated")
  @RequestScoped
  public static class Annotated {
    /** For those with the role. */
    @GET
    @RolesAllowed(ROLE)
    public String get() {
      return "let in";
    }

    /** For those with the role that only this annotation names. */
    @GET
    @Path("unheard-of")
    @RolesAllowed(UNHEARD_OF)
    public String unheardOf() {
      return "let in";
    }
  }

  /** Where that is. */
  @ApplicationPath("/probe/api")
  public static class Api extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Annotated.class);
    }
  }
}
