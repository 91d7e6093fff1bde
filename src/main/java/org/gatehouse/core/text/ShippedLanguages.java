package org.gatehouse.core.text;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finds out in which languages there are files among ours: no list has to name them. */
public final class ShippedLanguages {
  private ShippedLanguages() {}

  /**
   * The languages (ISO 639-1) of a file.
   *
   * @param beside the class whose resources are looked at
   * @param nameOf how the file of a language is called, as {@link Class#getResource} has it
   */
  public static List<String> of(Class<?> beside, UnaryOperator<String> nameOf) {
    return Stream.of(Locale.getISOLanguages())
        .filter(language -> beside.getResource(nameOf.apply(language)) != null)
        .toList();
  }
}
