package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserList;
import org.gatehouse.core.user.UserSearch;
import org.gatehouse.core.user.UserSearch.Factor;
import org.gatehouse.core.user.UserSearch.Order;
import org.gatehouse.core.user.UserSearch.State;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list of five thousand people: what is found in it, and in which order. */
@CoreTest
class FindUsersTest {
  private static final int PEOPLE = 5_000;
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final FindUsers findUsers;
  private final ManageAccess manageAccess;
  private final CoreDatabase database;
  private final CoreWorkspace works;

  FindUsersTest(
      FindUsers findUsers, ManageAccess manageAccess, CoreDatabase database, CoreWorkspace works) {
    this.findUsers = findUsers;
    this.manageAccess = manageAccess;
    this.database = database;
    this.works = works;
  }

  /** Person 1 did something first; every tenth never did, every hundredth is inactive. */
  @BeforeEach
  void addPeople() {
    database.update(
        "insert into user_account (id, workspace_id, name, name_key, display_name, email, email_key,"
            + " search_text, active, administrator, system_administrator, ranks, created_at,"
            + " last_activity_at, version)"
            + " select random_uuid(), cast(? as uuid), 'p' || x, 'p' || lpad(x, 5, '0'), 'Person ' || x,"
            + " 'p' || x || '@example.com', 'p' || x || '@example.com', 'person ' || x,"
            + " mod(x, 100) <> 0, false, false, case when mod(x, 500) = 1 then 'auditor' else '' end,"
            + " cast(? as timestamp with time zone), case when mod(x, 10) = 0 then null"
            + " else dateadd(second, x, cast(? as timestamp with time zone)) end, 0"
            + " from system_range(1, cast(? as bigint)) as t(x)",
        works.id(),
        LONG_AGO,
        LONG_AGO,
        PEOPLE);
  }

  private UserList find(UserSearch wanted, int page, int size) {
    return findUsers.list(works.ann(), wanted, page, size);
  }

  private static UserSearch all(Order order) {
    return with(Optional.empty(), Optional.empty(), Optional.empty(), order);
  }

  private static UserSearch with(
      Optional<State> state, Optional<Rank> rank, Optional<Factor> factor, Order order) {
    return new UserSearch("person", state, rank, Optional.empty(), factor, order);
  }

  private static UserSearch with(Factor factor) {
    return new UserSearch(
        "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(factor), Order.NAME);
  }

  private static List<String> names(UserList found) {
    return found.users().stream().map(User::name).toList();
  }

  @Test
  void isInEachOrder() {
    assertThat(find(UserSearch.of(""), 1, 20).total()).isEqualTo(PEOPLE + 1);
    assertThat(names(find(all(Order.NAME), 1, 3))).containsExactly("p1", "p2", "p3");
    assertThat(names(find(all(Order.NAME), 250, 20))).hasSize(20).endsWith("p5000");
    assertThat(names(find(all(Order.ACTIVITY), 1, 3))).containsExactly("p4999", "p4998", "p4997");
    assertThat(names(find(all(Order.ACTIVITY), PEOPLE, 1))).containsExactly("p5000");
    assertThat(names(find(all(Order.IDLE), 1, 2))).containsExactly("p10", "p20");
    assertThat(names(find(all(Order.IDLE), 501, 1))).containsExactly("p1");
    assertThat(names(find(all(Order.STATE), 1, 2))).containsExactly("p100", "p200");
    assertThat(names(find(all(Order.STATE), 51, 1))).containsExactly("p1");
  }

  @Test
  void hasEverybodyOnceHoweverItIsSorted() {
    for (Order order : Order.values()) {
      List<String> names = new ArrayList<>();
      for (int page = 1; page <= 5; page++) {
        names.addAll(names(find(all(order), page, PEOPLE / 5)));
      }
      assertThat(names).as(order.word()).hasSize(PEOPLE).doesNotHaveDuplicates();
    }
  }

  @Test
  void letsThroughWhoHasAllThatIsWanted() {
    UserSearch inactive =
        with(Optional.of(State.INACTIVE), Optional.empty(), Optional.empty(), Order.NAME);
    UserSearch unused =
        with(Optional.of(State.UNUSED), Optional.empty(), Optional.empty(), Order.NAME);
    UserSearch auditors =
        with(
            Optional.of(State.ACTIVE),
            Optional.of(Rank.AUDITOR),
            Optional.of(Factor.OFF),
            Order.NAME);

    assertThat(find(inactive, 1, 20).total()).isEqualTo(50);
    assertThat(find(unused, 1, 20).total()).isEqualTo(450);
    assertThat(names(find(auditors, 1, 3))).containsExactly("p1", "p501", "p1001");
    assertThat(find(auditors, 1, 20).total()).isEqualTo(10);
    UserSearch administrators =
        new UserSearch(
            "",
            Optional.empty(),
            Optional.of(Rank.WORKSPACE_ADMINISTRATOR),
            Optional.empty(),
            Optional.empty(),
            Order.NAME);
    assertThat(names(find(administrators, 1, 20))).containsExactly("ann");
  }

  @Test
  void knowsWhoHasASecondFactor() {
    works.enrol(works.ann());
    database.update(
        "insert into passkey select random_uuid(), u.id, 'c' || u.name, '', '', 0, false, false, '',"
            + " cast(? as timestamp with time zone), null from user_account u where u.workspace_id = ? and u.name = 'p7'",
        LONG_AGO,
        works.id());

    assertThat(names(find(with(Factor.ON), 1, 20))).containsExactly("ann", "p7");
    assertThat(names(find(with(Factor.PASSKEY), 1, 20))).containsExactly("p7");
    assertThat(
            find(
                    with(Optional.empty(), Optional.empty(), Optional.of(Factor.OFF), Order.NAME),
                    1,
                    20)
                .total())
        .isEqualTo(PEOPLE - 1);
  }

  @Test
  void knowsWhoHasARole() {
    addRole("Finance");
    database.update(
        "insert into user_role (user_id, role_id) select u.id, r.id from user_account u,"
            + " access_role r where u.workspace_id = ? and r.workspace_id = u.workspace_id"
            + " and u.name in ('p3', 'p4')",
        works.id());
    UserSearch finance =
        new UserSearch(
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.of("FINANCE"),
            Optional.empty(),
            Order.NAME);

    assertThat(names(find(finance, 1, 20))).containsExactly("p3", "p4");
    works.add("helper");
    works.change("helper", user -> user.give(Rank.HELP_DESK, true));
    Caller helper = works.caller("helper");
    assertThat(findUsers.list(helper, UserSearch.of("p3"), 1, 20).total()).isZero();
    assertThatThrownBy(() -> findUsers.list(helper, finance, 1, 20))
        .as("who may not know the roles")
        .isInstanceOf(NotPermitted.class);
  }

  private void addRole(String name) {
    manageAccess.addRole(works.ann(), new AccessName(name), new Description(""), List.of());
  }
}
