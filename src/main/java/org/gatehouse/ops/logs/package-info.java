/** What lines of the server's log tell beside their text. */
@NullMarked
package org.gatehouse.ops.logs;

import org.jspecify.annotations.NullMarked;
