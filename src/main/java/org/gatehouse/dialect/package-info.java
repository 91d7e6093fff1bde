/**
 * The JAX-RS applications under paths that dialects share. A path can have one application only,
 * and an application knows its resources.
 */
@NullMarked
package org.gatehouse.dialect;

import org.jspecify.annotations.NullMarked;
