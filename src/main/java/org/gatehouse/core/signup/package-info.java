/** How a workspace and its first user come to be. */
@NullMarked
package org.gatehouse.core.signup;

import org.jspecify.annotations.NullMarked;
