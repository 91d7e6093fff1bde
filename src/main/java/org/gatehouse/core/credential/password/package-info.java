/** Memorised secrets (NIST 800-63B): policy, Argon2id hashes, initial passwords. */
@NullMarked
package org.gatehouse.core.credential.password;

import org.jspecify.annotations.NullMarked;
