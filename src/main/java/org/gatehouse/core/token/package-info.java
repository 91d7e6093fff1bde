/** Access tokens: JWTs (RFC 7519) signed by keys that rotate, issued and verified here only. */
@NullMarked
package org.gatehouse.core.token;

import org.jspecify.annotations.NullMarked;
