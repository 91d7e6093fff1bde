package org.gatehouse.core.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Named texts, read as what they should be; each mistake is kept as a sentence. */
final class SettingTexts {
  private final Function<String, Optional<String>> source;
  private final List<String> mistakes = new ArrayList<>();

  SettingTexts(Function<String, Optional<String>> source) {
    this.source = source;
  }

  void mistake(String sentence) {
    mistakes.add(sentence);
  }

  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  Optional<String> optional(String name) {
    return source.apply(name).filter(text -> !text.isBlank());
  }

  String text(String name, String ifUnset) {
    return optional(name).map(String::strip).orElse(ifUnset);
  }

  String choice(String name, String ifUnset, String... allowed) {
    String value = text(name, ifUnset);
    if (!List.of(allowed).contains(value)) {
      mistakes.add(name + " must be " + String.join(" or ", allowed) + ", not \"" + value + "\".");
    }
    return value;
  }

  int integer(String name, int ifUnset, int minimum, int maximum) {
    String value = text(name, Integer.toString(ifUnset));
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= minimum && number <= maximum) {
        return number;
      }
    }
    mistakes.add(
        name
            + " must be a whole number from "
            + minimum
            + " to "
            + maximum
            + ", not \""
            + value
            + "\".");
    return ifUnset;
  }

  Duration duration(String name, Duration ifUnset, Duration maximum) {
    return duration(name, ifUnset, Duration.ofMinutes(1), maximum, "PT12H or P30D");
  }

  Duration duration(
      String name, Duration ifUnset, Duration minimum, Duration maximum, String examples) {
    String value = text(name, ifUnset.toString());
    try {
      Duration duration = Duration.parse(value);
      if (duration.compareTo(minimum) >= 0 && duration.compareTo(maximum) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Told below, like a duration out of bounds.
    }
    mistakes.add(
        name
            + " must be an ISO 8601 duration between "
            + text(minimum)
            + " and "
            + text(maximum)
            + ", such as "
            + examples
            + ", not \""
            + value
            + "\".");
    return ifUnset;
  }

  /** Whole days as days, which Java writes as hours. */
  private static String text(Duration duration) {
    boolean days = duration.toDays() > 0 && Duration.ofDays(duration.toDays()).equals(duration);
    return days ? "P" + duration.toDays() + "D" : duration.toString();
  }
}
