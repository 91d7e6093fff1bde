/** The pages for people who forgot their password. */
@NullMarked
package org.gatehouse.web.reset;

import org.jspecify.annotations.NullMarked;
