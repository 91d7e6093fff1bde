package org.gatehouse.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gatehouse.fixture.Tables;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Of the addresses that an older version took for vouched, those are left that an administrator has
 * typed.
 */
class VouchedAddressesTest {
  private static final UUID WORKSPACE = UUID.randomUUID();

  private final JdbcDataSource database = Tables.empty();
  private Connection connection;

  @BeforeEach
  void migrateToTheOlderVersion() throws SQLException {
    Tables.migrate(database, "8");
    connection = database.getConnection();
    update(
        "insert into workspace values (?, 'corpinc', 'CorpInc', timestamp '2030-01-01')",
        WORKSPACE);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private UUID user(String name, int day) throws SQLException {
    UUID id = UUID.randomUUID();
    update(
        "insert into user_account (id, workspace_id, name, name_key, display_name, email, email_key,"
            + " email_vouched, active, administrator, system_administrator, created_at, version)"
            + " values (?, ?, ?, ?, ?, ?, ?, true, true, false, false,"
            + " dateadd('day', ?, timestamp with time zone '2030-01-01 00:00:00+00'), 0)",
        id,
        WORKSPACE,
        name,
        name,
        name,
        name + "@corp.example",
        name + "@corp.example",
        day);
    return id;
  }

  private UUID provider(String name, String protocol, boolean owned) throws SQLException {
    UUID id = UUID.randomUUID();
    update(
        "insert into identity_provider (id, workspace_id, protocol, name, name_key, enabled,"
            + " always_anew, subject_attribute, user_name_attribute, display_name_attribute,"
            + " email_attribute, groups_attribute, emails_owned, creating, system_trusted,"
            + " metadata_problem, unsolicited, scopes, created_at, revision, version)"
            + " values (?, ?, ?, ?, ?, true, false, '', 'n', '', 'e', '', ?, true, false, '',"
            + " false, '', timestamp '2030-01-01', 1, 0)",
        id,
        WORKSPACE,
        protocol,
        name,
        name,
        owned);
    return id;
  }

  private void link(UUID provider, UUID user, boolean provisioned) throws SQLException {
    update(
        "insert into linked_identity (provider_id, subject_hash, subject, user_id, provisioned,"
            + " linked_at) values (?, ?, 's', ?, ?, timestamp '2030-01-01')",
        provider,
        user.toString(),
        user,
        provisioned);
  }

  private void added(UUID user, String detail) throws SQLException {
    update(
        "insert into audit_event (id, occurred_at, type, outcome, user_id, address, detail)"
            + " values (?, timestamp '2030-01-01', 'user-add', 'ok', ?, '', ?)",
        UUID.randomUUID(),
        user,
        detail);
  }

  private List<String> vouched() throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select name from user_account where email_vouched = true order by name");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Test
  void areThoseAloneThatAnAdministratorHasTyped() throws SQLException {
    user("founder", 0);
    UUID typed = user("typed", 1);
    added(typed, "administrator");
    UUID known = user("known", 1);
    link(provider("owning", "saml", true), known, false);
    link(provider("oidc", "oidc", true), user("oidc", 1), true);
    // Whether it owned its addresses when it brought somebody, nobody knows any longer.
    link(provider("saml", "saml", true), user("saml", 1), true);
    UUID removed = provider("removed", "saml", true);
    added(user("of-removed", 1), "provider " + removed);
    update("delete from identity_provider where id = ?", removed);

    Tables.migrate(database, "18");

    assertThat(vouched()).containsExactly("known", "typed");
  }
}
