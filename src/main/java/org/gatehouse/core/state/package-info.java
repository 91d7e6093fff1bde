/** What programs keep of their screens for a user. */
@NullMarked
package org.gatehouse.core.state;

import org.jspecify.annotations.NullMarked;
