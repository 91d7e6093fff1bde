/** What clients ask of people (OpenID Connect Core 1.0, 3.1.2.1), and requests that wait. */
@NullMarked
package org.gatehouse.core.oauth.request;

import org.jspecify.annotations.NullMarked;
