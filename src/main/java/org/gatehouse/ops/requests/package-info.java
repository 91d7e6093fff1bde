/** What is told of every request, from its beginning to its end. */
@NullMarked
package org.gatehouse.ops.requests;

import org.jspecify.annotations.NullMarked;
