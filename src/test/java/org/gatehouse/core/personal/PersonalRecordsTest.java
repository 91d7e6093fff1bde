package org.gatehouse.core.personal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.personal.PersonalRecord.Told;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreProviders;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.Test;

/** Whatever the database keeps of people is told to them and removed, or there is a reason. */
@CoreTest
class PersonalRecordsTest {
  private static final Pattern ATTRIBUTE = Pattern.compile("\\bx\\.(\\w+)");

  /** Columns that mean a person where no key of another table says so. */
  private static final String MEANS_A_PERSON =
      "('user_id', 'account_id', 'actor_id', 'invited_by', 'way_back_user_id')";

  private final PersonalRows rows;
  private final EntityManager entityManager;
  private final CoreDatabase database;
  private final CoreTransactions transactions;
  private final CoreWorkspace works;

  PersonalRecordsTest(
      PersonalRows rows,
      EntityManager entityManager,
      CoreDatabase database,
      CoreTransactions transactions,
      CoreWorkspace works) {
    this.rows = rows;
    this.entityManager = entityManager;
    this.database = database;
    this.transactions = transactions;
    this.works = works;
  }

  /** By the name of its table. */
  private Map<String, EntityType<?>> entities() {
    return transactions.call(
        () ->
            entityManager.getMetamodel().getEntities().stream()
                .collect(Collectors.toMap(PersonalRecordsTest::table, entity -> entity)));
  }

  private static String table(EntityType<?> entity) {
    return entity.getJavaType().getAnnotation(Table.class).name();
  }

  /** Tables that refer to people: by a key of theirs, or of something that does; or by a name. */
  private Set<String> tables() {
    Set<String> found = new LinkedHashSet<>(Set.of("user_account"));
    int before = 0;
    while (found.size() > before) {
      before = found.size();
      List.copyOf(found).forEach(table -> found.addAll(referring(table)));
    }
    found.addAll(
        database.texts(
            "select distinct lower(table_name) from information_schema.columns"
                + " where lower(table_schema) = 'public' and lower(column_name) in "
                + MEANS_A_PERSON));
    return found;
  }

  private List<String> referring(String table) {
    return database.texts(
        "select distinct lower(k.table_name) from information_schema.referential_constraints r"
            + " join information_schema.key_column_usage k on k.constraint_name ="
            + " r.constraint_name join information_schema.table_constraints t on"
            + " t.constraint_name = r.unique_constraint_name where lower(t.table_name) = ?",
        table);
  }

  private static PersonalRecord record(EntityType<?> entity) {
    return PersonalRecords.all().stream()
        .filter(kind -> kind.entity().equals(entity.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isLeft(EntityType<?> entity) {
    return PersonalRecords.LEFT.keySet().stream()
        .anyMatch(left -> left.startsWith(entity.getName() + "."));
  }

  @Test
  void everyTableThatRefersToPeopleIsThereOrLeftOutWithAReason() {
    Map<String, EntityType<?>> entities = entities();
    Set<String> told =
        PersonalRecords.all().stream().map(PersonalRecord::entity).collect(Collectors.toSet());
    List<String> missing =
        tables().stream()
            .filter(
                table ->
                    !entities.containsKey(table) || !told.contains(entities.get(table).getName()))
            .filter(table -> !entities.containsKey(table) || !isLeft(entities.get(table)))
            .toList();

    assertThat(tables()).contains("login_session", "invitation", "outbox", "audit_event");
    assertThat(missing).isEmpty();
  }

  @Test
  void everyAttributeIsToldOrWithheldWithAReason() {
    List<String> wrong = new ArrayList<>();
    for (EntityType<?> entity : entities().values()) {
      if (PersonalRecords.all().stream().anyMatch(kind -> kind.entity().equals(entity.getName()))) {
        PersonalRecord kind = record(entity);
        Set<String> there =
            entity.getAttributes().stream().map(Attribute::getName).collect(Collectors.toSet());
        Set<String> known = new TreeSet<>(kind.withheld().keySet());
        kind.told().values().stream().flatMap(PersonalRecordsTest::attributes).forEach(known::add);
        if (!known.equals(new TreeSet<>(there))) {
          wrong.add(entity.getName() + " has " + new TreeSet<>(there) + ", and not " + known);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Stream<String> attributes(Told told) {
    return ATTRIBUTE
        .matcher(told.expression())
        .results()
        .map((MatchResult found) -> found.group(1));
  }

  @Test
  void whateverThereIsIsToldOnceRemovedAndNothingOfOthers(CoreProviders providers) {
    UUID bob = works.add("bob").id();
    UUID carol = works.add("carol").id();
    Map<String, Object> known = new HashMap<>();
    known.put("workspace_id", works.id());
    known.put("provider_id", providers.add(works, CoreProviders.NOBODY_NEW).id());
    known.put("client_id", insert("oauth_client", Map.of("workspace_id", works.id())));
    known.put("role_id", insert("access_role", Map.of("workspace_id", works.id())));
    fill(bob, known);
    fill(carol, known);

    for (PersonalRecord kind : PersonalRecords.accountFirst()) {
      assertThat(rows.of(bob, kind)).as(kind.name()).hasSize(1);
    }
    transactions.run(() -> rows.remove(bob, PersonalRecords.all()));

    for (PersonalRecord kind : PersonalRecords.accountFirst()) {
      assertThat(rows.of(bob, kind)).as(kind.name()).isEmpty();
      assertThat(rows.of(carol, kind)).as(kind.name()).hasSize(1);
    }
    // What hangs on a session went with it.
    assertThat(
            database.count(
                "select count(*) from provider_session where subject_hash = ?", bob.toString()))
        .isZero();
  }

  /** A row of each kind but the account, the later ones first: these may refer to them. */
  private void fill(UUID user, Map<String, Object> known) {
    Map<String, EntityType<?>> entities = entities();
    List<String> tables =
        PersonalRecords.all().stream()
            .map(kind -> kind.entity())
            .filter(entity -> !entity.equals("User"))
            .map(
                entity ->
                    entities.entrySet().stream()
                        .filter(there -> there.getValue().getName().equals(entity))
                        .findFirst()
                        .orElseThrow()
                        .getKey())
            .toList();
    Map<String, Object> values = new HashMap<>(known);
    values.put("user_id", user);
    values.put("account_id", user);
    values.put("subject_hash", user.toString());
    values.put("purpose", "CONNECT");
    for (String table : tables) {
      boolean there =
          !table.equals("authorization_request")
              && database.count("select count(*) from " + table + " where user_id = ?", user) > 0;
      if (!there) {
        Object id = insert(table, values);
        if (table.equals("login_session")) {
          values.put("session_id", id);
          insert("provider_session", values);
        }
      }
    }
  }

  /** Inserts a row with what is known, and something in each other column that can't be null. */
  private Object insert(String table, Map<String, Object> known) {
    Map<String, Object> row = new HashMap<>();
    for (String column :
        database.texts(
            "select lower(column_name) || ' ' || lower(data_type) || ' ' ||"
                + " coalesce(character_maximum_length, 0) || ' ' || is_nullable || ' ' ||"
                + " case when column_default is null then 'none' else 'some' end"
                + " from information_schema.columns where lower(table_name) = ?"
                + " and lower(table_schema) = 'public'",
            table)) {
      Pattern shape = Pattern.compile("(\\S+) (.*) (\\d+) (YES|NO) (none|some)");
      var parts = shape.matcher(column);
      assertThat(parts.matches()).as(column).isTrue();
      String name = parts.group(1);
      if (known.containsKey(name)) {
        row.put(name, known.get(name));
      } else if (parts.group(4).equals("NO") && parts.group(5).equals("none")) {
        row.put(name, something(parts.group(2), Integer.parseInt(parts.group(3))));
      }
    }
    database.update(
        "insert into "
            + table
            + " ("
            + String.join(", ", row.keySet())
            + ") values ("
            + row.keySet().stream().map(name -> "?").collect(Collectors.joining(", "))
            + ")",
        row.values().toArray());
    return row.getOrDefault("id", "");
  }

  private static Object something(String type, int length) {
    String kind = type.toLowerCase(Locale.ROOT);
    if (kind.startsWith("uuid")) {
      return UUID.randomUUID();
    }
    if (kind.startsWith("timestamp")) {
      return OffsetDateTime.parse("2030-01-01T00:00:00Z");
    }
    if (kind.startsWith("boolean")) {
      return false;
    }
    if (kind.startsWith("char")) {
      String text = UUID.randomUUID().toString();
      return text.substring(0, Math.min(length, text.length()));
    }
    return 0;
  }
}
