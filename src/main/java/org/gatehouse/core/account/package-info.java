/** What people do to their own account: profile, password, second factor. */
@NullMarked
package org.gatehouse.core.account;

import org.jspecify.annotations.NullMarked;
