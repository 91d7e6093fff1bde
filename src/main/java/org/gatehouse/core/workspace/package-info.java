/** Tenants: each with a permanent name and uid, known by either. */
@NullMarked
package org.gatehouse.core.workspace;

import org.jspecify.annotations.NullMarked;
