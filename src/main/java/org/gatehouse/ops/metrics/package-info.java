/** What goes on, in numbers for Prometheus: the only place that knows its library. */
@NullMarked
package org.gatehouse.ops.metrics;

import org.jspecify.annotations.NullMarked;
