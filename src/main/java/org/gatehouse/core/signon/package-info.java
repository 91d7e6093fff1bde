/**
 * Logins at identity providers: one under way, the identities that are linked to users, the
 * provider sessions behind ours, and what follows from a verified answer: a login, a test, a link.
 * Verification itself is in {@code federation}.
 */
@NullMarked
package org.gatehouse.core.signon;

import org.jspecify.annotations.NullMarked;
