package org.gatehouse.boot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.migration.Context;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.SearchText;
import org.gatehouse.core.user.EmailAddress;

/**
 * Writes what is made of names, descriptions and addresses that are there already: in which text
 * they are found, and which addresses are the same. SQL doesn't know how.
 */
final class NormalizedText extends CodedMigration {
  private static final int BATCH = 500;

  NormalizedText() {
    super("15.1", "normalized text");
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection database = context.getConnection();
    rewrite(
        database,
        "select id, name, display_name, email, email_key from user_account",
        "update user_account set search_text = ?, email_key = ? where id = ?",
        (user, change) -> {
          String email = user.getString("email");
          change.setString(
              1, SearchText.of(user.getString("name"), user.getString("display_name"), email));
          change.setString(2, key(email, user.getString("email_key")));
          change.setObject(3, user.getObject("id"));
        });
    for (String table : List.of("access_role", "datasource")) {
      rewrite(
          database,
          "select id, name, description from " + table,
          "update " + table + " set search_text = ? where id = ?",
          (named, change) -> {
            change.setString(
                1, SearchText.of(named.getString("name"), named.getString("description")));
            change.setObject(2, named.getObject("id"));
          });
    }
  }

  private interface Rewrite {
    void row(ResultSet from, PreparedStatement to) throws SQLException;
  }

  private static void rewrite(Connection database, String read, String write, Rewrite rewrite)
      throws SQLException {
    try (PreparedStatement rows = database.prepareStatement(read);
        PreparedStatement change = database.prepareStatement(write)) {
      rows.setFetchSize(BATCH);
      try (ResultSet row = rows.executeQuery()) {
        for (int count = 1; row.next(); count++) {
          rewrite.row(row, change);
          change.addBatch();
          if (count % BATCH == 0) {
            change.executeBatch();
          }
        }
      }
      change.executeBatch();
    }
  }

  private static String key(String email, String present) {
    try {
      return email.isEmpty() ? present : new EmailAddress(email).key();
    } catch (InvalidInput e) {
      // Nobody could write to it, and it stays what it was.
      return present;
    }
  }
}
