/** Access tokens of clients (RFC 9068): issued, verified, revoked. */
@NullMarked
package org.gatehouse.core.oauth.token;

import org.jspecify.annotations.NullMarked;
