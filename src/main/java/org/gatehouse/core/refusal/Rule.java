package org.gatehouse.core.refusal;

/**
 * Something that a request can break. Each package has those of its trade in a class of constants,
 * so that who catches a refusal compares them, or asks of what class they are, and tests know them
 * all.
 */
public abstract class Rule {
  private final String key;
  private final String sentence;

  /**
   * @param key the key of its text in the languages of the pages, for example {@code
   *     userName.taken}
   * @param sentence what is wrong, in English, for the reply of an API; {@code %s} stands for each
   *     argument of the refusal
   */
  protected Rule(String key, String sentence) {
    this.key = key;
    this.sentence = sentence;
  }

  /** The key of its text in the languages of the pages. */
  public String key() {
    return key;
  }

  /** What is wrong, in English; {@code %s} stands for each argument. */
  public String sentence() {
    return sentence;
  }

  @Override
  public String toString() {
    return key;
  }
}
