package org.gatehouse.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.api.Test;

class RankTest {
  @Test
  void administratorsOfAWorkspaceMayWhatAllBelowMay() {
    assertThat(Rank.BELOW_ADMINISTRATORS)
        .containsExactlyInAnyOrder(Rank.HELP_DESK, Rank.AUDITOR, Rank.KEY_MANAGER)
        .allSatisfy(
            rank ->
                assertThat(Permission.values())
                    .filteredOn(rank::grants)
                    .isNotEmpty()
                    .allMatch(Rank.WORKSPACE_ADMINISTRATOR::grants));
  }

  @Test
  void nobodyBelowGivesARank() {
    for (Rank rank : Rank.values()) {
      assertThat(Rank.BELOW_ADMINISTRATORS).noneMatch(below -> below.grants(rank.givenBy()));
    }
    assertThat(Rank.WORKSPACE_ADMINISTRATOR.grants(Rank.SYSTEM_ADMINISTRATOR.givenBy())).isFalse();
    assertThat(Rank.SYSTEM_ADMINISTRATOR.grants(Rank.SYSTEM_ADMINISTRATOR.givenBy())).isTrue();
  }

  @Test
  void auditorsChangeNothing() {
    assertThat(Permission.values())
        .filteredOn(Rank.AUDITOR::grants)
        .allMatch(permission -> permission.name().startsWith("READ_"));
  }

  @Test
  void thoseBelowAreReadByTheirWords() {
    assertThat(Rank.read(List.of("auditor", "help-desk", "auditor")))
        .containsExactlyInAnyOrder(Rank.AUDITOR, Rank.HELP_DESK);
    assertThat(Rank.read(List.of())).isEmpty();
    assertThat(Rank.words(Set.of(Rank.KEY_MANAGER, Rank.HELP_DESK)))
        .containsExactly("help-desk", "key-manager");
    for (String other : List.of("workspace-admin", "system-admin", "Auditor", "", "owner")) {
      assertThatThrownBy(() -> Rank.read(List.of(other))).isInstanceOf(InvalidInput.class);
    }
  }

  /** Else whoever defines roles would give permissions. */
  @Test
  void noRoleOfAWorkspaceIsCalledAsAPermissionIs() {
    for (Permission permission : Permission.values()) {
      assertThatThrownBy(() -> new AccessName(permission.role())).isInstanceOf(InvalidInput.class);
    }
    assertThat(Permission.values())
        .extracting(Permission::role)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrder(
            Arrays.stream(Permission.Role.class.getDeclaredFields())
                .map(RankTest::text)
                .toArray(String[]::new));
  }

  private static String text(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
