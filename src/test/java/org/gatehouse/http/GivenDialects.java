package org.gatehouse.http;

import java.util.List;

/** Dialects as CDI would find them. */
public final class GivenDialects {
  private GivenDialects() {}

  /** These, in any order. */
  public static Dialects of(Dialect... dialects) {
    return new Dialects(List.of(dialects));
  }
}
