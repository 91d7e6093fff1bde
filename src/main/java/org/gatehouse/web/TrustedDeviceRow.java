package org.gatehouse.web;

import java.util.Optional;
import org.gatehouse.core.login.TrustedDevice;
import org.gatehouse.core.session.DeviceName;

/** A browser that stands for a second factor, as the page shows it. */
public record TrustedDeviceRow(TrustedDevice device, Texts texts) {
  /** Program and system in words that people know, or what the program calls itself. */
  public String getDevice() {
    return DeviceName.of(device.userAgent());
  }

  /** When the factor was shown. */
  public Moment created() {
    return texts.moment(Optional.of(device.createdAt()));
  }

  /** When it last stood for it. */
  public Moment lastUsed() {
    return texts.moment(Optional.of(device.lastUsedAt()));
  }
}
