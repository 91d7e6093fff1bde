package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.gatehouse.core.account.EndSessions;
import org.gatehouse.web.Browser;

/**
 * The box by which the other sessions end with a change of the second factor (ASVS 5.0, 7.4.3):
 * ticked, until somebody unticks it.
 */
@Named
@RequestScoped
public class OtherSessions {
  private static final String BOX = "endOtherSessions";

  @Inject private OwnAccount account;
  @Inject private EndSessions endSessions;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;

  /** Whether the box is ticked. */
  public boolean isEnding() {
    return !request.getMethod().equals("POST") || !browser.parameter(BOX).isEmpty();
  }

  /** Ends them if it is; the second factor has been changed. */
  void endIfTicked() {
    if (isEnding()) {
      endSessions.endOthers(account.caller());
    }
  }
}
