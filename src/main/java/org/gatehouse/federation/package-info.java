/**
 * Single sign-on: what the protocols of identity providers share. Each protocol is a package below;
 * whom a provider's answer means is decided by {@code core.signon}.
 */
@NullMarked
package org.gatehouse.federation;

import org.jspecify.annotations.NullMarked;
