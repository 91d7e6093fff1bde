package org.gatehouse.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table as Markdown has it; all columns but the first have numbers. */
public final class MarkdownTable {
  private final List<String> lines = new ArrayList<>();

  /** One with these heads. */
  public MarkdownTable(String... heads) {
    row(heads);
    lines.add(
        "|---|" + Stream.of(heads).skip(1).map(head -> "---:|").collect(Collectors.joining()));
  }

  /** Adds a row. */
  public void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
