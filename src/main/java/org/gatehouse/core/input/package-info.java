/**
 * How text from outside becomes a name: normalised, bounded, refused with a rule. No HTTP, no
 * database.
 */
@NullMarked
package org.gatehouse.core.input;

import org.jspecify.annotations.NullMarked;
