/**
 * The guard against guessing: whatever judges a secret that somebody could guess does so through
 * {@link org.gatehouse.core.guard.GuessGuard}. What counts as a failure is decided here.
 */
@NullMarked
package org.gatehouse.core.guard;

import org.jspecify.annotations.NullMarked;
