/** CloudCheckr's API: tokens from a form, kept fresh; client state; forgotten passwords. */
@NullMarked
package org.gatehouse.dialect.cloudcheckr;

import org.jspecify.annotations.NullMarked;
