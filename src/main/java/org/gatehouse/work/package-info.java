/** Work outside of requests: hourly tasks and mail. */
@NullMarked
package org.gatehouse.work;

import org.jspecify.annotations.NullMarked;
