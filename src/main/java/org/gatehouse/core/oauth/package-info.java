/**
 * The authorization server (RFC 6749): which issuers there are, and what a client may be given. It
 * knows no HTTP.
 */
@NullMarked
package org.gatehouse.core.oauth;

import org.jspecify.annotations.NullMarked;
