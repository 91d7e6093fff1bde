package org.gatehouse.bench.peer;

import java.nio.file.Path;
import org.gatehouse.bench.place.Folders;

/**
 * Where one peer keeps all that it knows.
 *
 * @param folder all of it
 * @param database in that folder
 */
public record Site(Path folder, Database database) {
  /** With an embedded database. */
  public static Site embedded(Path folder) {
    return new Site(folder, new H2(folder.resolve("data")));
  }

  /** With a PostgreSQL server of its own. */
  public static Site postgres(Path folder) {
    return new Site(folder, new Postgres(folder.resolve("postgres")));
  }

  /** For what isn't in the database. */
  public Path data() {
    return Folders.make(folder.resolve("data"));
  }
}
