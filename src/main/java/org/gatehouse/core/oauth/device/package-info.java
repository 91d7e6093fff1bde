/** Devices without a browser, which people let in on another screen (RFC 8628). */
@NullMarked
package org.gatehouse.core.oauth.device;

import org.jspecify.annotations.NullMarked;
