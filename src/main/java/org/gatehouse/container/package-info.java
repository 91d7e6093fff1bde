/**
 * Where the servlet container meets the core: authentication mechanism, identity store, filters,
 * start-up.
 */
@NullMarked
package org.gatehouse.container;

import org.jspecify.annotations.NullMarked;
