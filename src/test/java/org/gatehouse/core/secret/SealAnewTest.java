package org.gatehouse.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The master key can be changed: all that the old one has sealed is sealed by the new one. */
class SealAnewTest {
  private static final int MANY = 250;

  private final SessionFactory tables = Tables.of(FingerprintKey.class);
  private final SecureRandom random = new SecureRandom();
  private final MasterKey old = key(Map.of("GATEHOUSE_MASTER_KEY", Given.masterKey(1)));
  private final MasterKey anew =
      key(
          Map.of(
              "GATEHOUSE_MASTER_KEY", Given.masterKey(2),
              "GATEHOUSE_MASTER_KEY_OLD", Given.masterKey(1)));
  private final MasterKey alone = key(Map.of("GATEHOUSE_MASTER_KEY", Given.masterKey(2)));

  @AfterEach
  void close() {
    tables.close();
  }

  /** What is good for ten minutes needs no other key; until then the page shows nothing. */
  private static final String SHORT_LIVED = "shown_secret.sealed";

  /**
   * Whoever adds a column with sealed texts adds it to {@link SealedColumn}. Numbers and times,
   * which have no length, are none: when the audit log was sealed is no secret.
   */
  @Test
  void knowsAllColumnsWithSealedTexts() {
    List<String> columns =
        tables.fromTransaction(
            session ->
                session
                    .createNativeQuery(
                        "select lower(table_name || '.' || column_name) from information_schema.columns"
                            + " where character_maximum_length is not null"
                            + " and (lower(column_name) like 'sealed%'"
                            + " or lower(column_name) like 'encrypted%')",
                        String.class)
                    .getResultList());

    assertThat(columns)
        .hasSameElementsAs(
            Stream.concat(
                    Stream.of(SealedColumn.values())
                        .map(column -> column.table() + "." + column.column()),
                    Stream.of(SHORT_LIVED))
                .toList());
  }

  @Test
  void sealsEverythingByTheNewKeyWhicheverVersionItIsOf() {
    Vault before = new Vault(old, random);
    for (SealedColumn column : SealedColumn.values()) {
      withoutForeignKeys(column);
      for (String secret : List.of("one", "two")) {
        put(column, before, secret, secret.equals("two"));
      }
    }

    assertThat(sealAnew(anew).run()).isZero();

    Vault after = new Vault(alone, random);
    for (SealedColumn column : SealedColumn.values()) {
      assertThat(texts(column))
          .allSatisfy(row -> assertThat(row.text()).startsWith("v2." + alone.id() + "."))
          .extracting(row -> after.open(column.purpose(), row.key(), row.text()))
          .containsExactlyInAnyOrder("one", "two");
    }
  }

  @Test
  void goesThroughManyRowsInBatches() {
    Vault before = new Vault(old, random);
    SealedColumn column = SealedColumn.RESET_REQUEST;
    for (int i = 0; i < MANY; i++) {
      put(column, before, "address " + i, i % 2 == 0);
    }

    assertThat(sealAnew(anew).run()).isZero();

    Vault after = new Vault(alone, random);
    assertThat(
            new TreeSet<>(
                texts(column).stream()
                    .map(row -> after.open(column.purpose(), row.key(), row.text()))
                    .toList()))
        .hasSize(MANY);
  }

  @Test
  void leavesWhatNobodyCanOpenAndSaysHowMany() {
    SealedColumn column = SealedColumn.RESET_REQUEST;
    Vault stranger = new Vault(key(Map.of("GATEHOUSE_MASTER_KEY", Given.masterKey(9))), random);
    for (int i = 0; i < MANY; i++) {
      put(column, stranger, "lost " + i, false);
    }
    put(column, new Vault(old, random), "kept", false);

    assertThat(sealAnew(anew).run()).isEqualTo(MANY);
    assertThat(texts(column))
        .filteredOn(row -> row.text().startsWith("v2." + anew.id()))
        .hasSize(1);
  }

  @Test
  void putsNothingInThePlaceOfWhatChangedMeanwhile() {
    SealedColumn column = SealedColumn.RESET_REQUEST;
    put(column, new Vault(old, random), "before", false);
    SealedTexts.SealedText read = texts(column).get(0);
    String now = new Vault(old, random).seal(column.purpose(), read.key(), "after");
    SealedTexts.SealedText changed = new SealedTexts.SealedText(read.key(), now);
    replace(column, new SealedTexts.Replacement(read, now));

    replace(column, new SealedTexts.Replacement(read, "from before"));

    assertThat(texts(column)).containsExactly(changed);
  }

  @Test
  void recognisesWhatWasHashedBeforeTheChange() {
    String hash = vault(old).fingerprint("recovery-code", "code");

    assertThat(vault(anew).fingerprint("recovery-code", "code")).isEqualTo(hash);
    sealAnew(anew).run();
    assertThat(vault(alone).fingerprint("recovery-code", "code")).isEqualTo(hash);
    assertThat(new Vault(alone, random).fingerprint("recovery-code", "code")).isNotEqualTo(hash);
    assertThatThrownBy(() -> vault(old).fingerprint("recovery-code", "code"))
        .isInstanceOf(WrongMasterKey.class);
  }

  /** As the version before hashed: nothing is lost when it is replaced by this one. */
  @Test
  void recognisesWhatWasHashedBeforeKeysOfHashesWereKept() {
    assertThat(vault(old).fingerprint("form", "nonce"))
        .isEqualTo(new Vault(old, random).fingerprint("form", "nonce"));
  }

  private Vault vault(MasterKey masterKey) {
    return new Vault(masterKey, random, new FingerprintKeys(new FingerprintRows()));
  }

  private SealAnew sealAnew(MasterKey masterKey) {
    return new SealAnew(new TextRows(), new Vault(masterKey, random), masterKey);
  }

  private MasterKey key(Map<String, String> settings) {
    return new MasterKey(Given.settings(settings), random);
  }

  private List<SealedTexts.SealedText> texts(SealedColumn column) {
    return new TextRows().next(column, "nothing", Optional.empty(), 1_000);
  }

  private void replace(SealedColumn column, SealedTexts.Replacement replacement) {
    new TextRows().replace(column, List.of(replacement));
  }

  private void put(SealedColumn column, Vault vault, String secret, boolean firstVersion) {
    String key = nextKey(column, secret);
    String sealed = vault.seal(column.purpose(), key, secret);
    String text = firstVersion ? sealed.replaceFirst("^v2\\.[0-9a-f]{8}", "v1") : sealed;
    tables.inTransaction(
        session -> {
          int rows =
              session
                  .createNativeMutationQuery(
                      "update %s set %s = :text where %s = cast(:key as %s)"
                          .formatted(
                              column.table(), column.column(), column.key(), column.keyType()))
                  .setParameter("text", text)
                  .setParameter("key", key)
                  .executeUpdate();
          if (rows == 0) {
            session
                .createNativeMutationQuery(insert(column))
                .setParameter("text", text)
                .setParameter("key", key)
                .executeUpdate();
          }
        });
  }

  private String insert(SealedColumn column) {
    return "insert into %s (%s, %s%s) values (cast(:key as %s), :text%s)"
        .formatted(
            column.table(),
            column.key(),
            column.column(),
            others(column, true),
            column.keyType(),
            others(column, false));
  }

  /** The other columns that want something, or something for each of them. */
  private String others(SealedColumn column, boolean names) {
    StringBuilder text = new StringBuilder();
    for (Object row :
        tables.fromTransaction(
            session ->
                session
                    .createNativeQuery(
                        "select column_name, data_type from information_schema.columns"
                            + " where lower(table_name) = :table and is_nullable = 'NO'"
                            + " and column_default is null"
                            + " and lower(column_name) not in (:key, :column)")
                    .setParameter("table", column.table())
                    .setParameter("key", column.key())
                    .setParameter("column", column.column())
                    .getResultList())) {
      Object[] found = (Object[]) row;
      text.append(", ").append(names ? found[0] : something(found[1].toString()));
    }
    return text.toString();
  }

  private static String something(String type) {
    return switch (type) {
      case "UUID" -> "random_uuid()";
      case "BOOLEAN" -> "true";
      case "INTEGER", "BIGINT", "SMALLINT" -> "0";
      case "TIMESTAMP WITH TIME ZONE" -> "current_timestamp";
      default -> "substring(cast(random_uuid() as varchar), 1, 8)";
    };
  }

  private void withoutForeignKeys(SealedColumn column) {
    tables.inTransaction(
        session ->
            session
                .createNativeMutationQuery(
                    "alter table " + column.table() + " set referential_integrity false")
                .executeUpdate());
  }

  /** The same for the columns of one table, so that they are of one row. */
  private static String nextKey(SealedColumn column, String secret) {
    return UUID.nameUUIDFromBytes((column.table() + secret).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private final class TextRows extends SealedTexts {
    @Override
    List<SealedText> next(SealedColumn in, String prefix, Optional<String> after, int most) {
      return tables.fromTransaction(
          session -> {
            entityManager = session;
            return super.next(in, prefix, after, most);
          });
    }

    @Override
    long count(SealedColumn in, String prefix) {
      return tables.fromTransaction(
          session -> {
            entityManager = session;
            return super.count(in, prefix);
          });
    }

    @Override
    void replace(SealedColumn in, List<Replacement> replacements) {
      tables.inTransaction(
          session -> {
            entityManager = session;
            super.replace(in, replacements);
          });
    }
  }

  private final class FingerprintRows extends FingerprintKeyRows {
    @Override
    Optional<String> find(String purpose) {
      return tables.fromTransaction(
          session -> {
            entityManager = session;
            return super.find(purpose);
          });
    }

    @Override
    void add(String purpose, String sealedKey) {
      tables.inTransaction(
          session -> {
            entityManager = session;
            super.add(purpose, sealedKey);
          });
    }
  }
}
