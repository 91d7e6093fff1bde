package org.gatehouse.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a workspace may be called. */
class WorkspaceNameTest {
  @Test
  void keepsTheNameAsPeopleWriteIt() {
    assertThat(new WorkspaceName("  CorpInc  AG ").value()).isEqualTo("CorpInc AG");
  }

  @Test
  void isTheSameInAnyCase() {
    assertThat(new WorkspaceName("CORPINC AG").key())
        .isEqualTo(new WorkspaceName("corpinc ag").key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "corp/inc", "corp\u202Einc", "／"})
  void refusesWhatWouldBeMistakenForSomethingElse(String typed) {
    assertThatThrownBy(() -> new WorkspaceName(typed))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(WorkspaceRule.NAME_INVALID))
        .hasMessageEndingWith(".");
  }

  @Test
  void holdsAHundredCharactersAlsoOnceFolded() {
    assertThat(new WorkspaceName("x".repeat(100)).value()).hasSize(100);
    assertThatThrownBy(() -> new WorkspaceName("x".repeat(101))).isInstanceOf(InvalidInput.class);
    // Each ß becomes two letters in the key, and the key has its place in the database too.
    assertThatThrownBy(() -> new WorkspaceName("ß".repeat(51))).isInstanceOf(InvalidInput.class);
  }
}
