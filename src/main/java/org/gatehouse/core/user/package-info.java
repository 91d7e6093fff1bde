/** People of a workspace, their names, addresses and roles. Their credentials live elsewhere. */
@NullMarked
package org.gatehouse.core.user;

import org.jspecify.annotations.NullMarked;
