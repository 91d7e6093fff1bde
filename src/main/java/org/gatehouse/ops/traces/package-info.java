/** Traces for a collector of OpenTelemetry: the only place that knows its SDK. */
@NullMarked
package org.gatehouse.ops.traces;

import org.jspecify.annotations.NullMarked;
