/** Tells clients of logins that are over (OpenID Connect Back-Channel Logout 1.0). */
@NullMarked
package org.gatehouse.core.oauth.logout;

import org.jspecify.annotations.NullMarked;
