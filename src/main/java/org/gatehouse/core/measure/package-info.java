/** How often and how long, added up without a lock for whoever asks. */
@NullMarked
package org.gatehouse.core.measure;

import org.jspecify.annotations.NullMarked;
