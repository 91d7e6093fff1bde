package org.gatehouse.http;

import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Turns a transaction that failed at its very end into the same shape as all other errors: for
 * these Jersey has a mapper of its own, which is closer than {@link ApiErrors}.
 */
@Provider
public class CommitErrors implements ExceptionMapper<TransactionalException> {
  @Inject private ApiErrors errors;

  @Override
  public Response toResponse(TransactionalException error) {
    return errors.toResponse(error);
  }
}
