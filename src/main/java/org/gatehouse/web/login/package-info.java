/** The login page and its second step. */
@NullMarked
package org.gatehouse.web.login;

import org.jspecify.annotations.NullMarked;
