/** Passwords that were forgotten: a mail with a token, and a new password for it. */
@NullMarked
package org.gatehouse.core.reset;

import org.jspecify.annotations.NullMarked;
