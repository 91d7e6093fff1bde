/**
 * What is done with what an identity provider has said: a login, a test, a link. Whether it has
 * said so is decided before, in {@code federation}.
 */
@NullMarked
package org.gatehouse.core.signon;

import org.jspecify.annotations.NullMarked;
