package org.gatehouse.dialect.cloudforge;

import org.gatehouse.core.login.Applications;
import org.gatehouse.http.GivenRequests;

/** A gate for tests without applications. */
public final class GivenDeveloperGate {
  private GivenDeveloperGate() {}

  /** One that is never asked. */
  public static DeveloperGate ofNobody() {
    return new DeveloperGate((Applications) null, GivenRequests.requests());
  }
}
