/**
 * Refusals that callers are told of: invalid input, a conflict, a missing permission, a limit. Each
 * names the rule that was broken.
 */
@NullMarked
package org.gatehouse.core.refusal;

import org.jspecify.annotations.NullMarked;
