/** How often something may be done: token buckets that hold across nodes and restarts. */
@NullMarked
package org.gatehouse.core.limit;

import org.jspecify.annotations.NullMarked;
