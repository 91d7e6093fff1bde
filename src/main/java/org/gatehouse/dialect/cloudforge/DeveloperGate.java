package org.gatehouse.dialect.cloudforge;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.login.Application;
import org.gatehouse.core.login.Applications;
import org.gatehouse.http.Requests;

/** Reads CloudForge's developer credentials: which application makes a request. */
@Singleton
public class DeveloperGate {
  private final Applications applications;
  private final Requests requests;

  @Inject
  DeveloperGate(Applications applications, Requests requests) {
    this.applications = applications;
    this.requests = requests;
  }

  /** What the developer credentials of a request are worth. */
  Verdict judge(HttpServletRequest request) {
    Parameters parameters = Parameters.ofCredentials(request);
    Optional<String> organization = parameters.text("credentials[developerOrganization]");
    Optional<String> key = parameters.text("credentials[developerKey]");
    if (organization.isEmpty() && key.isEmpty()) {
      return Verdict.NONE;
    }
    Optional<Application> application =
        applications.recognise(organization.orElse(""), key.orElse(""), requests.client(request));
    application.ifPresent(known -> CurrentApplication.set(request, known));
    return application.isPresent() ? Verdict.RIGHT : Verdict.WRONG;
  }

  /** The verdict on the developer key of a request. */
  enum Verdict {
    /** No key in the request. */
    NONE,
    /** They name an application. */
    RIGHT,
    /** They don't. */
    WRONG
  }
}
