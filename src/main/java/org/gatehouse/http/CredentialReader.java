package org.gatehouse.http;

import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds the credentials that a request carries in one certain way, and guesses nothing. */
@FunctionalInterface
public interface CredentialReader {
  /** Them, or nothing if the request doesn't carry any in this way. */
  Optional<Credential> read(HttpServletRequest request);
}
