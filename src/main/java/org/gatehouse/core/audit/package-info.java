/**
 * What happened, to whom, and why it was refused. Never a secret, never a typed-in name nobody
 * knows.
 */
@NullMarked
package org.gatehouse.core.audit;

import org.jspecify.annotations.NullMarked;
