/**
 * Addresses at which people get mail: declared by somebody, confirmed by whoever reads mail there.
 */
@NullMarked
package org.gatehouse.core.address;

import org.jspecify.annotations.NullMarked;
