/** What the dialects have in common: under which path each is, and the shape of its errors. */
@NullMarked
package org.gatehouse.dialect;

import org.jspecify.annotations.NullMarked;
