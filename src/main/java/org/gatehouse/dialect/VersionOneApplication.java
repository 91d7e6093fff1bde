package org.gatehouse.dialect;

import jakarta.ws.rs.ApplicationPath;
import org.gatehouse.dialect.cloudcheckr.CloudCheckr;
import org.gatehouse.dialect.cloudio.CloudIo;
import org.gatehouse.federation.Federation;
import org.gatehouse.federation.oidc.OpenIdConnect;
import org.gatehouse.federation.saml.Saml;
import org.gatehouse.http.RestApplication;

/** {@code /v1}, where CloudIO, CloudCheckr and single sign-on live. */
@ApplicationPath("/v1")
public class VersionOneApplication extends RestApplication {
  /** The application of this path. */
  public VersionOneApplication() {
    super(
        CloudIo.RESOURCES,
        CloudCheckr.RESOURCES,
        Federation.RESOURCES,
        Saml.RESOURCES,
        OpenIdConnect.RESOURCES);
  }
}
