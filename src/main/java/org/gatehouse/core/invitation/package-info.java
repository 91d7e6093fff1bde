/** Invitations by mail: who was added by an administrator chooses the own password. */
@NullMarked
package org.gatehouse.core.invitation;

import org.jspecify.annotations.NullMarked;
