package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.administration.FindUsers;
import org.gatehouse.core.administration.ManageTrustedDevices;
import org.gatehouse.core.administration.ManageUserKeys;
import org.gatehouse.core.administration.ManageUserSessions;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.SessionRow;
import org.gatehouse.web.Texts;
import org.gatehouse.web.TrustedDeviceRow;
import org.gatehouse.web.key.KeyRow;
import org.jspecify.annotations.Nullable;

/** {@code /admin/user?name=…}: where the user is logged in, and with which keys programs are. */
@Named
@RequestScoped
public class UserLoginsPage {
  @Inject private CurrentCaller caller;
  @Inject private FindUsers findUsers;
  @Inject private ManageUserSessions manageSessions;
  @Inject private ManageTrustedDevices manageDevices;
  @Inject private ManageUserKeys manageKeys;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private @Nullable List<SessionRow> sessions;
  private @Nullable List<TrustedDeviceRow> trusted;
  private @Nullable List<KeyRow> keys;

  /** The sessions that go on, the latest used first; none where the user is of higher rank. */
  public List<SessionRow> getSessions() {
    List<SessionRow> known = sessions;
    if (known == null) {
      known =
          manageable()
              ? manageSessions.list(caller.get(), name()).orElse(List.of()).stream()
                  .map(
                      session ->
                          new SessionRow(
                              session, session.id().equals(caller.get().sessionId()), texts))
                  .toList()
              : List.of();
      sessions = known;
    }
    return known;
  }

  /** The browsers that stand for a second factor; none where the user is of higher rank. */
  public List<TrustedDeviceRow> getTrustedDevices() {
    List<TrustedDeviceRow> known = trusted;
    if (known == null) {
      known =
          manageable()
              ? manageDevices.list(caller.get(), name()).orElse(List.of()).stream()
                  .map(device -> new TrustedDeviceRow(device, texts))
                  .toList()
              : List.of();
      trusted = known;
    }
    return known;
  }

  /** The good user keys, the newest first; none where the user is of higher rank. */
  public List<KeyRow> getKeys() {
    List<KeyRow> known = keys;
    if (known == null) {
      known =
          manageable()
              ? manageKeys.list(caller.get(), name()).orElse(List.of()).stream()
                  .map(key -> new KeyRow(key, address(), texts))
                  .toList()
              : List.of();
      keys = known;
    }
    return known;
  }

  private boolean manageable() {
    return findUsers
        .find(caller.get(), name())
        .filter(user -> Permissions.mayChange(caller.get(), user))
        .isPresent();
  }

  /** Ends the session, or revokes the key, of the row whose button was pressed, if one was. */
  public void handle() {
    browser
        .key("endSession")
        .ifPresent(
            id -> {
              manageSessions.end(caller.get(), name(), id);
              browser.go(address(), "session.ended");
            });
    browser
        .key("endTrust")
        .ifPresent(
            id -> {
              manageDevices.end(caller.get(), name(), id);
              browser.go(address(), "trustedDevices.ended");
            });
    browser
        .key("revokeKey")
        .ifPresent(
            id -> {
              manageKeys.revoke(caller.get(), name(), id);
              browser.go(address(), "key.revoked");
            });
  }

  /** Ends all sessions of the user. */
  public void endAll() {
    manageSessions.endAll(caller.get(), name());
    browser.go(address(), "user.sessionsEnded");
  }

  /** Has no browser of the user stand for a second factor any longer. */
  public void endAllTrust() {
    manageDevices.endAll(caller.get(), name());
    browser.go(address(), "trustedDevices.ended");
  }

  private String name() {
    return browser.parameter("name");
  }

  private String address() {
    return "/admin/user?name=" + Browser.encode(name());
  }
}
