/** The sign-up page. */
@NullMarked
package org.gatehouse.web.signup;

import org.jspecify.annotations.NullMarked;
