package org.gatehouse.dialect.cloudomation;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.gatehouse.core.administration.AuditSearch;
import org.gatehouse.http.BadRequest;

/** Which entries of the audit log a request wants. */
public class AuditQuery {
  @QueryParam("scope")
  @DefaultValue("workspace")
  private String scope = "";

  @QueryParam("person")
  @DefaultValue("")
  private String person = "";

  @QueryParam("type")
  @DefaultValue("")
  private String type = "";

  @QueryParam("outcome")
  @DefaultValue("")
  private String outcome = "";

  @QueryParam("from")
  @DefaultValue("")
  private String from = "";

  @QueryParam("to")
  @DefaultValue("")
  private String to = "";

  @QueryParam("address")
  @DefaultValue("")
  private String address = "";

  /**
   * What is wanted.
   *
   * @throws BadRequest if the scope is none
   */
  AuditSearch search() {
    boolean wide =
        switch (scope) {
          case "workspace" -> false;
          case "installation" -> true;
          default -> throw new BadRequest("scope must be workspace or installation.");
        };
    return new AuditSearch(wide, person, type, outcome, from, to, address);
  }
}
