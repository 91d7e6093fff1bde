/** What all pages with keys for programs have in common. */
@NullMarked
package org.gatehouse.web.key;

import org.jspecify.annotations.NullMarked;
