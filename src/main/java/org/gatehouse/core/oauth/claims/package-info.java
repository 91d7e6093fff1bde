/** What clients are told of people (OpenID Connect Core 1.0, 5). */
@NullMarked
package org.gatehouse.core.oauth.claims;

import org.jspecify.annotations.NullMarked;
