package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was changed, as a page tells it. */
class AuditRowTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':['x','y']}|a: x → y",
        "{'a':['','y']}|a: – → y",
        "{'a':[['x'],['y','z']]}|a: x → y, z",
        "{'a':[]}|a: []",
        "{'a':['x']}|a: ['x']",
        "{'a':1}|a: 1",
        "{'a':[null,2]}|a: null → 2",
        "{'a':[[1],[{}]]}|a: 1 → {}"
      },
      quoteCharacter = '`')
  void tellsEachInALine(String changes, String line) {
    assertThat(AuditRow.changes(changes.replace('\'', '"')))
        .containsExactly(line.replace('\'', '"'));
  }

  @Test
  void tellsNothingWhereNothingWasChanged() {
    assertThat(AuditRow.changes("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "[]", "1", "{", "{\"a\":["})
  void tellsWhatItDoesNotUnderstandAsItIs(String changes) {
    assertThat(AuditRow.changes(changes)).containsExactly(changes);
  }
}
