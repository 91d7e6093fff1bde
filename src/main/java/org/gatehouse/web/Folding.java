package org.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.stream.Stream;

/** Decides whether fields that are rarely needed are seen at once. */
@Named
@ApplicationScoped
public class Folding {
  @Inject private Texts texts;

  /**
   * Whether one of the fields is filled in, or has to be corrected.
   *
   * @param optional the ids of those that are empty as a rule, with spaces between
   * @param others the ids of those that always hold something, likewise
   */
  public boolean isOpen(Form form, String optional, String others) {
    return words(optional).anyMatch(form::isFilledIn)
        || texts.isWrong(
            Stream.of(optional, others).flatMap(Folding::words).toArray(String[]::new));
  }

  private static Stream<String> words(String ids) {
    return Stream.of(ids.split(" ")).filter(id -> !id.isEmpty());
  }
}
