package org.gatehouse.core.administration;

import org.gatehouse.core.refusal.Rule;

/** What keeps a list of people from being imported. */
public final class ImportRule extends Rule {
  public static final ImportRule TOO_MANY =
      new ImportRule("import.tooMany", "An import can have %s people at the most.");
  public static final ImportRule NO_TABLE =
      new ImportRule(
          "import.noTable",
          "This is no CSV: a line of column names, then a line for each person, all of as many fields.");
  public static final ImportRule COLUMN_UNKNOWN =
      new ImportRule(
          "import.columnUnknown",
          "There is a column that nobody would look at, or one twice. Known are: %s.");
  public static final ImportRule COLUMN_MISSING =
      new ImportRule("import.columnMissing", "There must be the columns name and email.");
  public static final ImportRule FLAG =
      new ImportRule("import.flag", "is_client_admin must be true, false or empty.");

  private ImportRule(String key, String sentence) {
    super(key, sentence);
  }
}
