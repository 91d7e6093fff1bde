package org.gatehouse.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.gatehouse.core.guard.KnownDevices;

/** The cookie by which a browser is known to its users; it logs nobody in. */
@Singleton
public class DeviceCookie {
  static final String NAME = "gatehouse-device";

  private final Cookies cookies;
  private final KnownDevices devices;

  @Inject
  DeviceCookie(Cookies cookies, KnownDevices devices) {
    this.cookies = cookies;
    this.devices = devices;
  }

  /** Notes that this user has just shown in this browser who it is. */
  public void set(HttpServletRequest request, HttpServletResponse response, UUID userId) {
    set(response, devices.remember(userId, cookies.read(request, NAME)).kept());
  }

  /**
   * Has the browser keep this.
   *
   * @param kept what the core has said
   */
  public void set(HttpServletResponse response, String kept) {
    cookies.set(response, NAME, kept, KnownDevices.LIFETIME);
  }
}
