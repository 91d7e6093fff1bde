package org.gatehouse.bench;

import java.util.logging.LogManager;

/** Measures Gatehouse beside Keycloak on this machine; bench/run starts it. */
public final class Bench {
  private Bench() {}

  /** Reads the command line, measures, and writes a table and a picture. */
  public static void main(String... arguments) {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    if (options.is("help")) {
      System.out.print(Options.HELP);
      return;
    }
    // Libraries tell each step that they take; what goes wrong is thrown as well.
    LogManager.getLogManager().reset();
    System.exit(new Run(options).all() ? 0 : 1);
  }
}
