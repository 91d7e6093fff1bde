/**
 * Jakarta Security: the {@code HttpAuthenticationMechanism}, the {@code IdentityStore}, a reader
 * for each way of carrying credentials, and the roles that only a workspace knows.
 */
@NullMarked
package org.gatehouse.security;

import org.jspecify.annotations.NullMarked;
