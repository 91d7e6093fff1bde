package org.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatehouse.bench.measure.Progress;
import org.gatehouse.bench.place.Folders;
import org.gatehouse.bench.report.Markdown;
import org.gatehouse.bench.report.Results;
import org.gatehouse.bench.report.Svg;

/** The files that a run leaves. */
final class Pages {
  private final Path folder;
  private final Progress progress;

  Pages(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** Writes a page, and a picture where there is something to be seen. */
  void write(String name, Results results) {
    String picture = name + ".svg";
    try {
      Path page = Folders.make(folder).resolve(name + ".md");
      Files.writeString(page, new Markdown(results).page(picture));
      if (results.hasRatios()) {
        Files.writeString(folder.resolve(picture), new Svg(results).picture());
      }
      progress.say("Written: " + page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
