/** What administrators see and change of the users of their workspace. */
@NullMarked
package org.gatehouse.web.admin;

import org.jspecify.annotations.NullMarked;
