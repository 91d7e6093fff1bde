package org.gatehouse.core.oauth.device;

import java.time.Duration;

/**
 * What a device is told that begins to wait (RFC 8628, 3.2).
 *
 * @param code with which it asks whether it is let in
 * @param userCode what somebody types on another screen
 * @param lifetime how long both are good
 * @param interval how long it waits between two questions
 */
public record StartedDevice(String code, String userCode, Duration lifetime, Duration interval) {
  @Override
  public String toString() {
    return "StartedDevice[hidden]";
  }
}
