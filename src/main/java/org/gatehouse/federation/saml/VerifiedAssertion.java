package org.gatehouse.federation.saml;

import java.time.Instant;
import org.gatehouse.core.signon.Authenticated;

/**
 * A response that holds, and hasn't been used up yet.
 *
 * @param answer what it says
 * @param assertionId the ID that was signed with it
 * @param until how long it could be sent again
 */
record VerifiedAssertion(Authenticated answer, String assertionId, Instant until) {}
