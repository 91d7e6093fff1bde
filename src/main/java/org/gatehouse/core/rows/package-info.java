/** How rows that nobody needs any longer are removed from the tables. */
@NullMarked
package org.gatehouse.core.rows;

import org.jspecify.annotations.NullMarked;
