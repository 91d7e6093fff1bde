/** Health checks for those who run Gatehouse. */
@NullMarked
package org.gatehouse.ops;

import org.jspecify.annotations.NullMarked;
