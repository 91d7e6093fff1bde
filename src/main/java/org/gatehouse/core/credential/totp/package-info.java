/** Time-based one-time passwords (RFC 6238), enrolled with a QR code, each accepted once. */
@NullMarked
package org.gatehouse.core.credential.totp;

import org.jspecify.annotations.NullMarked;
