package org.gatehouse.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What is known of the error that the present request ended in. */
@ApplicationScoped
public class ErrorReport {
  /** The attribute of a request that has the key of the rule. */
  public static final String RULE = ErrorReport.class.getName() + ".rule";

  static final String INCIDENT = ErrorReport.class.getName() + ".incident";

  @Inject private HttpServletRequest request;

  /** The HTTP status; 404 for somebody who merely visits the error page. */
  public int status() {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? status
        : 404;
  }

  /** The key of the rule that was broken, if there is a text about it. */
  public Optional<String> rule() {
    return Optional.ofNullable((String) request.getAttribute(RULE));
  }

  /** Under what number the log tells more. */
  public Optional<String> incident() {
    return Optional.ofNullable((String) request.getAttribute(INCIDENT));
  }
}
