package org.gatehouse.core.settings;

import java.util.List;

/** Refuses to start: the settings hold mistakes, each told in one sentence. */
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> mistakes;

  /**
   * @param mistakes one sentence each
   */
  public InvalidSettings(List<String> mistakes) {
    super(
        "Gatehouse can't start with these settings:\n  - " + String.join("\n  - ", mistakes),
        null,
        false,
        false);
    this.mistakes = List.copyOf(mistakes);
  }

  /** One sentence each. */
  public List<String> mistakes() {
    return mistakes;
  }
}
