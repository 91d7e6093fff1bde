package org.gatehouse.dialect.cloudomation;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import org.gatehouse.core.settings.Settings;

/** Answers that something was added. */
final class Created {
  private Created() {}

  /**
   * A 201 with the address of what was added (RFC 9110, 10.2.2), of the public one: the {@code
   * Host} header says what the client, or a proxy, has made up.
   *
   * @param collection to which it was added
   * @param name how it is called there
   */
  static ResponseBuilder of(Settings settings, UriInfo collection, String name) {
    return Response.created(
        UriBuilder.fromUri(settings.publicUrl())
            .path(collection.getAbsolutePath().getRawPath())
            .segment("{name}")
            .build(name));
  }
}
