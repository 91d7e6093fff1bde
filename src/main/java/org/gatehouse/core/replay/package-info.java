/** Messages that count once, whichever of our nodes they reach. */
@NullMarked
package org.gatehouse.core.replay;

import org.jspecify.annotations.NullMarked;
