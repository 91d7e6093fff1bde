package org.gatehouse.dialect;

import org.gatehouse.dialect.cloudcheckr.CloudCheckr;
import org.gatehouse.dialect.cloudforge.CloudForge;
import org.gatehouse.dialect.cloudforge.GivenDeveloperGate;
import org.gatehouse.dialect.cloudio.CloudIo;
import org.gatehouse.dialect.cloudomation.Cloudomation;
import org.gatehouse.http.Dialects;
import org.gatehouse.http.GivenDialects;
import org.gatehouse.http.GivenRequests;
import org.gatehouse.security.enforcement.WellKnown;

/** All that there are, at an installation with default settings. */
final class AllDialects {
  private AllDialects() {}

  static Dialects get() {
    return GivenDialects.of(
        new Cloudomation(),
        new WellKnown(),
        new CloudIo(GivenRequests.requests()),
        new CloudCheckr(),
        new CloudForge(GivenRequests.requests(), GivenDeveloperGate.ofNobody()));
  }
}
