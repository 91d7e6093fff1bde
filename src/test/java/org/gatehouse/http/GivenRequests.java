package org.gatehouse.http;

import java.util.Map;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;
import org.gatehouse.http.browser.LoginCookie;

/** What of the container unit tests in other packages need. */
public final class GivenRequests {
  private static final Settings SETTINGS = Given.settings(Map.of());

  private GivenRequests() {}

  /** What reads requests, at an installation with default settings. */
  public static Requests requests() {
    return new Requests(SETTINGS, new Cookies(SETTINGS));
  }

  /** The cookie that is read there. */
  public static LoginCookie loginCookie() {
    return new LoginCookie(new Cookies(SETTINGS), SETTINGS);
  }
}
