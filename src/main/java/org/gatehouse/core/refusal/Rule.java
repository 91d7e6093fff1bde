package org.gatehouse.core.refusal;

/**
 * Something that a request can break. Each package has those of its trade in an enum, so that who
 * catches a refusal compares constants, and tests know them all.
 */
public interface Rule {
  /** The key of its text in the languages of the pages, for example {@code userName.taken}. */
  String key();

  /**
   * What is wrong, as an English sentence for the reply of an API. {@code %s} stands for each
   * argument of the refusal.
   */
  String sentence();
}
