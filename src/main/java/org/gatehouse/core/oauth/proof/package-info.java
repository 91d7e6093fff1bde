/** Clients prove that they have a key, so that what they are given is of use to nobody else. */
@NullMarked
package org.gatehouse.core.oauth.proof;

import org.jspecify.annotations.NullMarked;
