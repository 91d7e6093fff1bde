/** The master key and what is derived from it: encryption at rest, keyed hashes, random tokens. */
@NullMarked
package org.gatehouse.core.secret;

import org.jspecify.annotations.NullMarked;
