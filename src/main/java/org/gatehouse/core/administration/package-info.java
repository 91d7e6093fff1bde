/** What administrators do to the users of their workspace. */
@NullMarked
package org.gatehouse.core.administration;

import org.jspecify.annotations.NullMarked;
