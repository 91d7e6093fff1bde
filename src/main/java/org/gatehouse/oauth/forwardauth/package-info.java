/** What a reverse proxy asks about requests to applications behind it: forward authentication. */
@NullMarked
package org.gatehouse.oauth.forwardauth;

import org.jspecify.annotations.NullMarked;
