package org.gatehouse.ops.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields for formatters that know a map among the parameters, and the same text as without. */
class LogFieldsTest {
  private final LogFields fields = new LogFields();

  @AfterEach
  void leave() {
    LogContext.leave();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all is well", "it's {0}, {1} or {x", "{", "''{0}''"})
  void changeNoTextWithoutParameters(String text) {
    LogRecord line = published(new LogRecord(Level.INFO, text), Optional.of("4bf9"));

    assertThat(new SimpleFormatter().formatMessage(line)).isEqualTo(text);
    assertThat(line.getParameters()).contains(Map.of("request_id", "r-1", "trace_id", "4bf9"));
  }

  @Test
  void changeNoTextWithParameters() {
    LogRecord before = new LogRecord(Level.INFO, "{0} isn''t {1}");
    before.setParameters(new Object[] {"this", null});

    LogRecord line = published(before, Optional.empty());

    assertThat(new SimpleFormatter().formatMessage(line)).isEqualTo("this isn't null");
    assertThat(line.getParameters()).endsWith(Map.of("request_id", "r-1"));
  }

  @Test
  void areNotThereOutsideOfARequest() {
    published(new LogRecord(Level.INFO, "within"), Optional.of("4bf9"));
    LogContext.leave();
    LogRecord line = new LogRecord(Level.INFO, "after");

    fields.publish(line);

    assertThat(line.getMessage()).isEqualTo("after");
    assertThat(line.getParameters()).isNull();
  }

  private LogRecord published(LogRecord line, Optional<String> trace) {
    LogContext.enter("r-1", trace);
    fields.publish(line);
    return line;
  }
}
