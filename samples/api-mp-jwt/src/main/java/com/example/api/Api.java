package com.example.api;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/**
 * An API for whoever brings an access token; META-INF/microprofile-config.properties says which.
 */
@ApplicationPath("/api")
// Payara reads the next line of beans only.
@ApplicationScoped
@LoginConfig(authMethod = "MP-JWT")
@DeclareRoles({"user", "finance"})
public class Api extends Application {}
