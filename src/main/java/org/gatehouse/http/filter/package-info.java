/** Filters in front of every request: security headers, secrets in queries. */
@NullMarked
package org.gatehouse.http.filter;

import org.jspecify.annotations.NullMarked;
