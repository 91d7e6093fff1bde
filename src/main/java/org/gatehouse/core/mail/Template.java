package org.gatehouse.core.mail;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with placeholders such as {@code {link}}. Braces with anything else between, as in style
 * sheets, are text.
 *
 * @param text as somebody wrote it
 */
record Template(String text) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

  /** The names in it. */
  Set<String> placeholders() {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** The text with values in the places of their names; placeholders in a value are text. */
  String fill(UnaryOperator<String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
  }
}
