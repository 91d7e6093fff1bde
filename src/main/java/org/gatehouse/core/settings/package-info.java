/**
 * What an operator can set, typed and checked once at the start. Nothing reads configuration but
 * this.
 */
@NullMarked
package org.gatehouse.core.settings;

import org.jspecify.annotations.NullMarked;
