/**
 * Proof at the start that the container enforces constraints and {@code @RolesAllowed}: requests
 * from this process to itself.
 */
@NullMarked
package org.gatehouse.security.enforcement;

import org.jspecify.annotations.NullMarked;
