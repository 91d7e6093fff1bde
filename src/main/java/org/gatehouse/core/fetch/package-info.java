/**
 * Calls to addresses that an administrator typed: bounded in number, time and size, and never to
 * where this server must not go (OWASP, server-side request forgery).
 */
@NullMarked
package org.gatehouse.core.fetch;

import org.jspecify.annotations.NullMarked;
