/** CloudIO's API: service accounts log in, and show jwt and csrf from then on. */
@NullMarked
package org.gatehouse.dialect.cloudio;

import org.jspecify.annotations.NullMarked;
