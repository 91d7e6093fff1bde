/** Rows in general: duplicates, and rows that are removed in batches when they are old. */
@NullMarked
package org.gatehouse.core.database;

import org.jspecify.annotations.NullMarked;
