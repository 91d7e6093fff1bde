/** Network addresses and host names (RFC 1035, 4291, 5890). */
@NullMarked
package org.gatehouse.core.net;

import org.jspecify.annotations.NullMarked;
