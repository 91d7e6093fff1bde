package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.gatehouse.core.account.EndSessions;
import org.gatehouse.core.account.EndTrustedDevices;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.web.Browser;
import org.gatehouse.web.SessionRow;
import org.gatehouse.web.Texts;
import org.gatehouse.web.TrustedDeviceRow;
import org.jspecify.annotations.Nullable;

/** {@code /account/sessions}: where the person is logged in. */
@Named
@RequestScoped
public class SessionsPage {
  private static final String HERE = "/account/sessions";

  @Inject private OwnAccount account;
  @Inject private Sessions sessions;
  @Inject private EndSessions endSessions;
  @Inject private EndTrustedDevices endTrustedDevices;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private @Nullable List<SessionRow> rows;
  private @Nullable List<TrustedDeviceRow> trusted;

  /** The sessions, the latest used first. */
  public List<SessionRow> getSessions() {
    List<SessionRow> known = rows;
    if (known == null) {
      Caller caller = account.caller();
      known =
          sessions.ofUser(caller.userId()).stream()
              .map(s -> new SessionRow(s, s.id().equals(caller.sessionId()), texts))
              .toList();
      rows = known;
    }
    return known;
  }

  /** The browsers that stand for a second factor, the latest first. */
  public List<TrustedDeviceRow> getTrustedDevices() {
    List<TrustedDeviceRow> known = trusted;
    if (known == null) {
      known =
          endTrustedDevices.list(account.caller()).stream()
              .map(device -> new TrustedDeviceRow(device, texts))
              .toList();
      trusted = known;
    }
    return known;
  }

  /** Ends the session of the row whose button was pressed, if one was. */
  public void handle() {
    browser
        .key("endSession")
        .ifPresent(
            session -> {
              endSessions.end(account.caller(), session);
              browser.go(HERE, "session.ended");
            });
    browser
        .key("endTrust")
        .ifPresent(
            device -> {
              endTrustedDevices.end(account.caller(), device);
              browser.go(HERE, "trustedDevices.ended");
            });
  }

  /** Has no browser stand for a second factor any longer. */
  public void endAllTrust() {
    endTrustedDevices.endAll(account.caller());
    browser.go(HERE, "trustedDevices.ended");
  }

  /** Ends all sessions but this one. */
  public void endOthers() {
    endSessions.endOthers(account.caller());
    browser.go(HERE, "sessions.endedOthers");
  }
}
