/** Where every way of proving who one is meets: one decision, one outcome. */
@NullMarked
package org.gatehouse.core.login;

import org.jspecify.annotations.NullMarked;
