/** Logins of applications that know nothing of logins: a reverse proxy asks for each request. */
@NullMarked
package org.gatehouse.core.oauth.forwardauth;

import org.jspecify.annotations.NullMarked;
