package org.gatehouse.web.apidocs;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.account.ChangeProfile;
import org.gatehouse.core.administration.ChangeUser;
import org.gatehouse.core.administration.DeleteUser;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.core.administration.ManageLinkedIdentities;
import org.gatehouse.core.administration.ManageTrustedDevices;
import org.gatehouse.core.administration.ManageUserKeys;
import org.gatehouse.core.administration.ManageUserSessions;
import org.gatehouse.core.administration.ResetSecondFactor;
import org.gatehouse.core.administration.ResetUserPassword;
import org.gatehouse.core.administration.UnlockUser;
import org.gatehouse.core.administration.UserChange;
import org.gatehouse.core.refusal.BrokenRule;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Rank;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.web.apidocs.AccessMatrix.Attribute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table of attributes of people in docs/security/access.md, held to the use cases. */
@CoreTest
class AttributesTest {
  /** What others read there alone, of a page that needs no more. */
  private static final Set<String> OF_THE_PAGE = Set.of("password", "second factor");

  private final BeanManager beans;
  private final CoreWorkspace works;

  /** By what others read what the API doesn't show with the user: who, of whom. */
  private final Map<String, BiConsumer<Caller, String>> reads =
      Map.of(
          "linked identities",
          (by, whom) -> get(ManageLinkedIdentities.class).list(by, works().user(whom)),
          "sessions",
          (by, whom) -> get(ManageUserSessions.class).list(by, whom),
          "trusted browsers",
          (by, whom) -> get(ManageTrustedDevices.class).list(by, whom),
          "keys",
          (by, whom) -> get(ManageUserKeys.class).list(by, whom),
          "lock",
          (by, whom) -> get(UnlockUser.class).lockedUntil(by, whom));

  /** By what others change something. */
  private final Map<String, BiConsumer<Caller, String>> changes =
      Map.ofEntries(
          entry("display_name", (by, whom) -> change(by, whom, renamed())),
          entry("email", (by, whom) -> change(by, whom, moved())),
          entry("status", (by, whom) -> change(by, whom, UserChange.active(false))),
          entry("roles", (by, whom) -> change(by, whom, roles())),
          entry("is_client_admin", (by, whom) -> change(by, whom, administrator())),
          entry(
              "is_system_admin",
              (by, whom) -> change(by, whom, UserChange.systemAdministrator(true))),
          entry("ranks", (by, whom) -> change(by, whom, UserChange.ranks(Set.of(Rank.AUDITOR)))),
          entry("expires_at", (by, whom) -> change(by, whom, expiring(by))),
          entry("erase_at", (by, whom) -> get(DeleteUser.class).delete(by, whom)),
          entry("password", (by, whom) -> get(ResetUserPassword.class).reset(by, whom)),
          entry("second factor", (by, whom) -> get(ResetSecondFactor.class).reset(by, whom)),
          entry(
              "linked identities",
              (by, whom) ->
                  get(ManageLinkedIdentities.class)
                      .unlink(by, works().user(whom), UUID.randomUUID(), "")),
          entry("sessions", (by, whom) -> get(ManageUserSessions.class).endAll(by, whom)),
          entry("trusted browsers", (by, whom) -> get(ManageTrustedDevices.class).endAll(by, whom)),
          entry(
              "keys", (by, whom) -> get(ManageUserKeys.class).revoke(by, whom, UUID.randomUUID())),
          entry("lock", (by, whom) -> get(UnlockUser.class).unlock(by, whom)));

  AttributesTest(BeanManager beans, CoreWorkspace works) {
    this.beans = beans;
    this.works = works;
  }

  private <T> T get(Class<T> useCase) {
    return beans.createInstance().select(useCase).get();
  }

  private CoreWorkspace works() {
    return works;
  }

  private void change(Caller by, String whom, UserChange change) {
    get(ChangeUser.class).change(by, whom, change);
  }

  private static UserChange only(
      Optional<EmailAddress> email,
      Optional<DisplayName> displayName,
      Optional<Boolean> administrator,
      Optional<List<String>> roles) {
    return new UserChange(
        email, displayName, Optional.empty(), administrator, Optional.empty(), roles);
  }

  private static UserChange renamed() {
    return only(
        Optional.empty(),
        Optional.of(new DisplayName("Somebody")),
        Optional.empty(),
        Optional.empty());
  }

  private UserChange moved() {
    return only(Optional.of(elsewhere()), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private EmailAddress elsewhere() {
    return new EmailAddress("elsewhere@" + works.uid() + ".example");
  }

  private static UserChange administrator() {
    return only(Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
  }

  private static UserChange roles() {
    return only(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(List.of("finance")));
  }

  private static UserChange expiring(Caller by) {
    return UserChange.expiry(Optional.of(by.expiresAt().plus(Duration.ofDays(1))));
  }

  /** What the API shows of a user. */
  static List<String> shown() {
    List<String> names = new ArrayList<>();
    DocumentSchemas.document()
        .at("/components/schemas/User/properties")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  @BeforeEach
  void addOneOfEachColumn() {
    get(ManageAccess.class)
        .addRole(works.ann(), new AccessName("finance"), new Description(""), List.of());
    AccessMatrix.RANKS.forEach(
        (column, ranks) -> {
          works.add(name(column));
          works.change(name(column), user -> ranks.forEach(rank -> user.give(rank, true)));
        });
  }

  private static String name(String column) {
    return column.replace(' ', '-');
  }

  @Test
  void areThoseOfTheApiAndThoseThatAreChangedElsewhere() {
    Map<String, Attribute> table = AccessMatrix.attributes();
    assertThat(table.keySet())
        .startsWith("id")
        .containsAll(shown())
        .containsAll(reads.keySet())
        .containsAll(changes.keySet())
        .hasSize(Stream.concat(shown().stream(), others()).distinct().toList().size());
    assertThat(table.entrySet().stream().filter(row -> !row.getValue().changes().equals("–")))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(changes.keySet());
    assertThat(OF_THE_PAGE)
        .allSatisfy(
            name ->
                assertThat(table.get(name).reads())
                    .isEqualTo(AccessMatrix.needs().get("/admin/user")));
  }

  private Stream<String> others() {
    return Stream.of(reads.keySet(), changes.keySet(), Set.of("preferences")).flatMap(Set::stream);
  }

  @Test
  void areReadByWhomTheTableSays() {
    works.add("somebody");
    List<String> wrong = new ArrayList<>();
    reads.forEach(
        (attribute, read) ->
            compare(attribute, AccessMatrix.attributes().get(attribute).reads(), read, wrong));
    assertThat(wrong).isEmpty();
  }

  @Test
  void areChangedByWhomTheTableSays() {
    List<String> wrong = new ArrayList<>();
    changes.forEach(
        (attribute, change) -> {
          String whom = "of-" + attribute.replaceAll("\\W|_", "-");
          works.add(whom);
          compare(
              attribute,
              AccessMatrix.attributes().get(attribute).changes(),
              (by, somebody) -> change.accept(by, whom),
              wrong);
        });
    assertThat(wrong).isEmpty();
  }

  private void compare(
      String attribute, String needed, BiConsumer<Caller, String> deed, List<String> wrong) {
    AccessMatrix.RANKS.forEach(
        (column, ranks) -> {
          boolean may = AccessMatrix.isEnough(needed, ranks);
          if (isRefused(deed, works.caller(name(column))) == may) {
            wrong.add(attribute + " of " + column);
          }
        });
  }

  private static boolean isRefused(BiConsumer<Caller, String> deed, Caller by) {
    try {
      deed.accept(by, "somebody");
      return false;
    } catch (NotPermitted e) {
      return true;
    } catch (BrokenRule e) {
      // Whoever may is told what else is in the way.
      return false;
    }
  }

  @Test
  void ofTheOwnAreChangedUnderTheAccountWhereTheTableSaysSo() {
    Caller user = works.caller("user");
    ChangeProfile profile = get(ChangeProfile.class);

    assertThat(AccessMatrix.attributes().get("display_name").own()).isTrue();
    assertThatCode(() -> profile.rename(user, new DisplayName("Me"))).doesNotThrowAnyException();
    assertThat(AccessMatrix.attributes().get("email").own()).isTrue();
    assertThatCode(() -> profile.moveTo(user, elsewhere())).doesNotThrowAnyException();
    assertThat(works.user("user").displayName()).isEqualTo("Me");
    assertThat(works.user("user").email()).isEqualTo(elsewhere().value());
    // All else of the table that is about power over an account isn't the person's own.
    changes.forEach(
        (attribute, change) -> {
          if (!AccessMatrix.attributes().get(attribute).own()) {
            assertThat(isRefused((by, whom) -> change.accept(by, "user"), user))
                .as(attribute)
                .isTrue();
          }
        });
  }
}
