package org.gatehouse.core.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180) that a spreadsheet shows and doesn't run: a value that
 * begins like a formula has an apostrophe before it, which spreadsheets take for the sign of a
 * text.
 */
public final class Csv {
  /** Also wide, as keyboards in East Asia have them. */
  private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

  private Csv() {}

  /** A line with its end. */
  public static String line(List<String> values) {
    return values.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(String value) {
    String harmless =
        !value.isEmpty() && BEGINS_FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    boolean isPlain =
        harmless.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return isPlain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
