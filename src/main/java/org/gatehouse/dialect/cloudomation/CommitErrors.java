package org.gatehouse.dialect.cloudomation;

import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Turns a transaction that failed at its very end into the same shape as all other errors: for
 * these Jersey has a mapper of its own, which is closer than {@link CloudomationErrors}.
 */
@Provider
public class CommitErrors implements ExceptionMapper<TransactionalException> {
  @Context private UriInfo uri;

  @Override
  public Response toResponse(TransactionalException error) {
    return CloudomationErrors.incident(error, uri);
  }
}
