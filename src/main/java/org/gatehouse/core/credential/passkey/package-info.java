/** Passkeys (Web Authentication Level 3), the only place that knows WebAuthn4J. */
@NullMarked
package org.gatehouse.core.credential.passkey;

import org.jspecify.annotations.NullMarked;
