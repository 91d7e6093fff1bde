package org.gatehouse.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.gatehouse.http.ErrorReport;
import org.gatehouse.http.Requests;

/** The page that says what went wrong. */
@Named
@RequestScoped
public class ErrorPage {
  private static final Set<Integer> WITH_WORDS = Set.of(403, 404, 405, 413, 421, 429, 500, 503);

  @Inject private ErrorReport report;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private CurrentUser currentUser;
  @Inject private Texts texts;

  /** What went wrong, in a few words. */
  public String getTitle() {
    return texts.get(report.rule().orElse("error." + kind()) + ".title");
  }

  /** The explanation of the error, and what to do about it. */
  public String getText() {
    return texts.get(report.rule().orElse("error." + kind()) + ".text");
  }

  /** The incident number to look for in the server's log; empty if nothing was logged. */
  public String getIncident() {
    return report.incident().orElse("");
  }

  /** The page of this server that led here; empty if none did. */
  public String getPageBefore() {
    return requests.pageBefore(request).orElse("");
  }

  private int kind() {
    int status = report.status();
    if (status == 403 && !currentUser.isSignedIn()) {
      // What stands there about signed-in people would be wrong; servers refuse directories so.
      return 404;
    }
    if (WITH_WORDS.contains(status)) {
      return status;
    }
    return status >= 500 ? 500 : 405;
  }
}
