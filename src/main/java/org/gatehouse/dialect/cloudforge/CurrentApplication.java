package org.gatehouse.dialect.cloudforge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.login.Application;

/** Which application makes the present request, by its developer credentials. */
@ApplicationScoped
public class CurrentApplication {
  private static final String ATTRIBUTE = Application.class.getName();

  @Inject private HttpServletRequest request;

  /** The application, if the request says which. */
  public Optional<Application> find() {
    return Optional.ofNullable((Application) request.getAttribute(ATTRIBUTE));
  }

  static void set(HttpServletRequest request, Application application) {
    request.setAttribute(ATTRIBUTE, application);
  }
}
