/** Pages of invitations. */
@NullMarked
package org.gatehouse.web.invitation;

import org.jspecify.annotations.NullMarked;
