package com.example.both;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** What programs call with an access token. */
@ApplicationPath(Api.PATH)
@DeclareRoles({"user", "finance"})
public class Api extends Application {
  static final String PATH = "/api";
}
