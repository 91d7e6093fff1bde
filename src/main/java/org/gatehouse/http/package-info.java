/**
 * Requests and replies, whatever the API: bodies, parameters, the caller, errors in the shape of
 * the client's dialect.
 */
@NullMarked
package org.gatehouse.http;

import org.jspecify.annotations.NullMarked;
