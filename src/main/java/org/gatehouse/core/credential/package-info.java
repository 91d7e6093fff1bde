/** What a user proves an identity with; a folder a kind, and here what the kinds make together. */
@NullMarked
package org.gatehouse.core.credential;

import org.jspecify.annotations.NullMarked;
