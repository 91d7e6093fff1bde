/** Logins that last: one row each, seen and ended by their owner, behind every token. */
@NullMarked
package org.gatehouse.core.session;

import org.jspecify.annotations.NullMarked;
