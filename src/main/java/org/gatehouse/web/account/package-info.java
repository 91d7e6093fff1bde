/** What people see and change of their own account. */
@NullMarked
package org.gatehouse.web.account;

import org.jspecify.annotations.NullMarked;
