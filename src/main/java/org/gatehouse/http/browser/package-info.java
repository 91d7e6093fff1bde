/**
 * Browsers: the login cookie, the cookie of a login at a provider, and the token that forms carry
 * against CSRF.
 */
@NullMarked
package org.gatehouse.http.browser;

import org.jspecify.annotations.NullMarked;
