package org.gatehouse.ops.logs;

import java.util.Map;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logging.MDC;

/**
 * Gives Gatehouse's lines of the log the fields of their {@link LogContext}, on a server that knows
 * none: Payara's formatter for JSON makes fields of a map among the parameters of a line, and
 * formatters for text don't look at it. It is the first handler that such a line comes to; the
 * server's, which write it, are those of the root.
 */
final class LogFields extends Handler {
  @Override
  public void publish(LogRecord line) {
    Map<String, Object> context = MDC.getMap();
    if (!context.isEmpty()) {
      Object[] parameters = line.getParameters();
      if (parameters == null || parameters.length == 0) {
        // A text without parameters may have braces, and would become a pattern by having one.
        parameters = new Object[] {Objects.requireNonNullElse(line.getMessage(), "")};
        line.setMessage("{0}");
      }
      line.setParameters(
          Stream.concat(Stream.of(parameters), Stream.of(Map.copyOf(context))).toArray());
    }
  }

  @Override
  public void flush() {
    // Nothing is kept.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
