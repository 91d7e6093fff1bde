package org.gatehouse.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A role of a stranger's workspace is nobody at an application that means another's. */
class ApplicationRolesTest {
  private final Caller ann = of("corpinc", "CorpInc AG");
  private final Caller mallory = of("mallory", "Mallory Ltd");

  @Test
  void knowsNoBareNamesWhereStrangersFoundWorkspaces() {
    ApplicationRoles roles = roles(Map.of("GATEHOUSE_SIGNUP", "open"));

    assertThat(roles.of(mallory)).containsExactlyInAnyOrder("user", "mallory/finance");
    assertThat(roles.of(ann)).containsExactlyInAnyOrder("user", "corpinc/finance");
  }

  @Test
  void knowsTheBareNamesOfAllWhereNobodySignsUp() {
    ApplicationRoles roles = roles(Map.of("GATEHOUSE_SIGNUP", "off"));

    assertThat(roles.has(ann, "finance")).isTrue();
    assertThat(roles.has(mallory, "finance")).isTrue();
    assertThat(roles.has(mallory, "mallory/finance")).isTrue();
    assertThat(roles.has(mallory, "corpinc/finance")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"corpinc", "CorpInc AG", "corpinc ag", "CORPINC", " corpinc "})
  void knowsTheBareNamesOfOneWorkspace(String named) {
    for (String signUp : new String[] {"open", "off"}) {
      ApplicationRoles roles =
          roles(Map.of("GATEHOUSE_ROLES_WORKSPACE", named, "GATEHOUSE_SIGNUP", signUp));

      assertThat(roles.of(ann)).containsExactlyInAnyOrder("user", "finance", "corpinc/finance");
      assertThat(roles.of(mallory)).containsExactlyInAnyOrder("user", "mallory/finance");
    }
  }

  @Test
  void knowsAllWhereTheOperatorWantsIt() {
    ApplicationRoles roles = roles(Map.of("GATEHOUSE_ROLES_WORKSPACE", "*"));

    assertThat(roles.has(ann, "finance")).isTrue();
    assertThat(roles.has(mallory, "finance")).isTrue();
  }

  @Test
  void knowsNobodysWhereThatWorkspaceIsNotThere() {
    ApplicationRoles roles = roles(Map.of("GATEHOUSE_ROLES_WORKSPACE", "missing"));

    assertThat(roles.has(ann, "finance")).isFalse();
    assertThat(roles.has(mallory, "finance")).isFalse();
    assertThat(roles.has(ann, "user")).isTrue();
    assertThat(roles.has(ann, "corpinc/user")).isFalse();
  }

  private static ApplicationRoles roles(Map<String, String> environment) {
    return new ApplicationRoles(Given.settings(environment));
  }

  private static Caller of(String uid, String name) {
    return new Caller(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        name,
        uid,
        "ann",
        "Ann Lee",
        "ann@example.com",
        Preferences.NONE,
        Set.of("user", "finance"),
        Set.of(),
        Instant.MAX,
        Caller.LOCAL,
        OptionalLong.empty(),
        new Client("", ""));
  }
}
