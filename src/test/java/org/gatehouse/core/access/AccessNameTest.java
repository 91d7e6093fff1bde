package org.gatehouse.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How roles and datasources may be called. */
class AccessNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "finance", "Finance EU", "erp:orders_2.x-y", "..a", "Bücher"})
  void acceptsLettersDigitsSpacesAndAFewSigns(String typed) {
    assertThat(new AccessName(typed).value()).isEqualTo(typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "-", ":", "a/b", "a,b", "a\\b", "a\u202eb", "аdmin"})
  void refusesWhatNoAddressOrListCanHold(String typed) {
    assertThatThrownBy(() -> new AccessName(typed))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(AccessRule.NAME_INVALID));
  }

  @Test
  void isTheSameInAnyCase() {
    assertThat(new AccessName("BÜCHER").key()).isEqualTo(new AccessName(" bu\u0308cher").key());
  }
}
