package org.gatehouse.container;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.input.SearchText;
import org.gatehouse.core.user.EmailAddress;

/**
 * Writes for people who are there already what is made of their names and addresses: in which text
 * they are found, and which addresses are the same. SQL doesn't know how.
 */
public final class PeopleAsWritten implements JavaMigration {
  private static final int BATCH = 500;

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("15.1");
  }

  @Override
  public String getDescription() {
    return "people as written";
  }

  @Override
  public Integer getChecksum() {
    return 1;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection database = context.getConnection();
    try (PreparedStatement people =
            database.prepareStatement(
                "select id, name, display_name, email, email_key from user_account");
        PreparedStatement change =
            database.prepareStatement(
                "update user_account set search_text = ?, email_key = ? where id = ?")) {
      people.setFetchSize(BATCH);
      try (ResultSet person = people.executeQuery()) {
        for (int count = 1; person.next(); count++) {
          String email = person.getString("email");
          change.setString(
              1, SearchText.of(person.getString("name"), person.getString("display_name"), email));
          change.setString(2, key(email, person.getString("email_key")));
          change.setObject(3, person.getObject("id"));
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
