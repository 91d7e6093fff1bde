package org.gatehouse.dialect.cloudomation;

/** Says that a body isn't the JSON that is wanted, in a sentence. */
final class BadJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadJson(String message) {
    super(message, null, false, false);
  }
}
