/** What clients were given within logins: codes, refresh tokens, and what ends them. */
@NullMarked
package org.gatehouse.core.oauth.grant;

import org.jspecify.annotations.NullMarked;
