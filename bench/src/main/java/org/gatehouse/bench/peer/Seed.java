package org.gatehouse.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Users of Gatehouse by the thousand, written straight into its tables. Half of them have passwords
 * hashed at Keycloak's cost, the others at our own.
 *
 * @param users how many there are
 */
public record Seed(int users) {
  /** The password of all of them. */
  public static final String PASSWORD = "correct horse battery staple";

  private static final int USERS_A_WORKSPACE = 100;
  private static final int MOST_WORKSPACES = 10_000;

  /** So many are enough to log in with. */
  private static final int MOST_NAMED = 2_000;

  private int workspaces() {
    return Math.max(1, Math.min(MOST_WORKSPACES, users / USERS_A_WORKSPACE));
  }

  /** Some with hashes of this cost: their workspaces and names, parted by a tab. */
  public List<String> named(Cost cost) {
    int first = cost.equals(Cost.KEYCLOAK) ? 0 : 1;
    return IntStream.range(0, Math.min(MOST_NAMED, users / 2))
        .map(i -> 2 * i + first)
        .mapToObj(i -> "w" + (i % workspaces()) + "\tu" + i)
        .toList();
  }

  /** Writes them all, with two sessions and three entries of the audit log each. */
  public void write(Database database, String keycloaksHash, String ourHash) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        var sql = Seed.class.getResourceAsStream("seed.sql")) {
      boolean embedded = connection.getMetaData().getURL().startsWith("jdbc:h2:");
      String text =
          new String(sql.readAllBytes(), StandardCharsets.UTF_8)
              .replaceAll("--.*", "")
              .replace("${uuid}", embedded ? "random_uuid()" : "gen_random_uuid()")
              .replace("${workspaces}", Integer.toString(workspaces()))
              .replace("${users}", Integer.toString(users))
              .replace("${even}", keycloaksHash)
              .replace("${odd}", ourHash);
      for (String one : text.split(";")) {
        if (!one.isBlank()) {
          statement.execute(one);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
