package org.gatehouse.bench.measure;

/** Says that something else was measured than was meant to be: its figures count for nothing. */
public final class Unexpected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what in a sentence
   */
  public Unexpected(String what) {
    super(what);
  }
}
