package org.gatehouse.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short name of a workspace: given, or made of its name. */
class WorkspaceUidTest {
  @ParameterizedTest
  @CsvSource({
    "CorpInc AG, corpinc",
    "corpinc, corpinc",
    "Müller & Söhne, mullersohne",
    "Müller GmbH & Co. KG, muller",
    "Société Générale S.A., societegenerale",
    "Straßenbau 24, strassenbau24",
    "Tag, tag",
    "Montag, montag",
    "SE Labs Ltd, selabs",
    "Ltd, ltd",
    "Inc. Ltd, inc",
    "AG, workspaceag",
    "X, workspacex",
    "東京, workspace",
    "'東京 AG', workspaceag"
  })
  void isMadeOfTheNameWithoutItsLegalForm(String name, String uid) {
    assertThat(WorkspaceUid.from(new WorkspaceName(name)).value()).isEqualTo(uid);
  }

  @Test
  void isCutWhereItWouldBeTooLong() {
    assertThat(WorkspaceUid.from(new WorkspaceName("abcdefgh ".repeat(6))).value())
        .isEqualTo("abcdefghabcdefghabcdefghabcdefgh");
  }

  @Test
  void getsANumberWithinItsLength() {
    assertThat(new WorkspaceUid("corpinc").numbered(2).value()).isEqualTo("corpinc2");
    assertThat(new WorkspaceUid("a".repeat(32)).numbered(12).value())
        .isEqualTo("a".repeat(30) + "12");
  }

  @Test
  void isInLowerCase() {
    assertThat(new WorkspaceUid("CorpInc").value()).isEqualTo("corpinc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ab", "corp inc", "corp-inc", "corp/inc", "müller", "\u212Aelvin", "İabc"})
  void refusesAnythingButAFewLettersAndDigits(String typed) {
    assertThatThrownBy(() -> new WorkspaceUid(typed)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void refusesTheEndless() {
    assertThatThrownBy(() -> new WorkspaceUid("a".repeat(33))).isInstanceOf(InvalidInput.class);
  }
}
