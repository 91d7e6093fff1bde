package org.gatehouse.dialect.cloudomation;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.gatehouse.http.RestApplication;

/** The scripts for the command line, and how errors look there. */
@ApplicationPath("/cli")
public class CliApplication extends RestApplication {
  /** The application of this path. */
  public CliApplication() {
    super(Set.of(CliResource.class));
  }
}
