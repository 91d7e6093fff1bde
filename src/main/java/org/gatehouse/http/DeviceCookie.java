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

  /** Notes that this user has just logged in with this browser. */
  public void set(HttpServletRequest request, HttpServletResponse response, UUID userId) {
    cookies.set(
        response,
        NAME,
        devices.remember(userId, cookies.read(request, NAME)),
        KnownDevices.LIFETIME);
  }
}
