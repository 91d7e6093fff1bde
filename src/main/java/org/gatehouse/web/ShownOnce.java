package org.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.gatehouse.core.account.ShownSecrets;
import org.gatehouse.http.CurrentCaller;

/**
 * Sends the browser from a form that made a secret on to the page that shows it. Asked for again,
 * that page shows it again for some minutes, and nothing is made a second time.
 */
@ApplicationScoped
public class ShownOnce {
  private static final String PARAMETER = "shown";

  @Inject private ShownSecrets secrets;
  @Inject private CurrentCaller caller;
  @Inject private Browser browser;

  /**
   * Goes to a page that shows something.
   *
   * @param page its address, within this server
   * @param notice what else it says
   * @param lines what it shows
   */
  public void go(String page, String notice, List<String> lines) {
    browser.go(keep(caller.get().sessionId(), page, lines), notice);
  }

  /**
   * Keeps the lines for the page of a session that has just begun.
   *
   * @return the address of the page that shows them
   */
  public String keep(UUID sessionId, String page, List<String> lines) {
    UUID id = secrets.keep(sessionId, page, String.join("\n", lines));
    return Browser.with(page, PARAMETER, id.toString());
  }

  /** The lines that the page of this address is to show; empty for none. */
  public List<String> on(String page) {
    return browser
        .key(PARAMETER)
        .flatMap(id -> secrets.find(caller.get().sessionId(), page, id))
        .map(text -> text.lines().toList())
        .orElse(List.of());
  }
}
