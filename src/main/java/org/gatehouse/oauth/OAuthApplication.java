package org.gatehouse.oauth;

import jakarta.ws.rs.ApplicationPath;
import org.gatehouse.http.RestApplication;

/** {@code /oauth2}: the endpoints for clients. */
@ApplicationPath("/oauth2")
public class OAuthApplication extends RestApplication {
  /** The application of this path. */
  public OAuthApplication() {
    super(OAuth.RESOURCES);
  }
}
