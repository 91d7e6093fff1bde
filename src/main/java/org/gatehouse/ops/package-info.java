/** What those who run Gatehouse look at. */
@NullMarked
package org.gatehouse.ops;

import org.jspecify.annotations.NullMarked;
