package org.gatehouse.bench.limit.bare;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All there is in the WAR that shows what JAX-RS costs on a server. */
@ApplicationPath("/")
public class BareApplication extends Application {}
