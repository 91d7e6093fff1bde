package org.gatehouse.http.browser;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.login.TrustDevice.Trusted;
import org.gatehouse.http.Cookies;

/** The cookie of a browser that stands for a second factor; it logs nobody in by itself. */
@Singleton
public class TrustCookie {
  private static final String NAME = "gatehouse-trusted";

  private final Cookies cookies;

  @Inject
  TrustCookie(Cookies cookies) {
    this.cookies = cookies;
  }

  /** What a browser keeps. */
  public Optional<String> read(HttpServletRequest request) {
    return cookies.read(request, NAME);
  }

  /** Has a browser keep it. */
  public void set(HttpServletResponse response, Trusted trusted) {
    cookies.set(response, NAME, trusted.kept(), Duration.ofDays(trusted.days()));
  }
}
