/**
 * The authorization server's endpoints (RFC 6749): what clients send becomes a call of the core,
 * and its outcome their reply.
 */
@NullMarked
package org.gatehouse.oauth;

import org.jspecify.annotations.NullMarked;
