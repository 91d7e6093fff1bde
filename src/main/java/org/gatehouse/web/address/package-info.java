/** The page on which somebody confirms an address. */
@NullMarked
package org.gatehouse.web.address;

import org.jspecify.annotations.NullMarked;
