package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A page has the fields that it says it has, and no others. */
class FormTest {
  private final Form form = new Form("name", "email").secrets("password").boxes("remember");

  @Test
  void beginsWithNothing() {
    assertThat(form)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("name", "", "email", "", "password", "", "remember", false));
    assertThat(form.text("password")).isEmpty();
    assertThat(form.isTicked("remember")).isFalse();
  }

  @Test
  void keepsWhatIsTyped() {
    form.put("name", " ann ");
    form.put("remember", true);
    assertThat(form.text("name")).isEqualTo(" ann ");
    assertThat(form.get("name")).isEqualTo(" ann ");
    assertThat(form.isTicked("remember")).isTrue();
    form.put("name", null);
    assertThat(form.text("name")).isEmpty();
  }

  @Test
  void showsNoSecretAgain() {
    form.put("password", "correct horse");
    assertThat(form.text("password")).isEqualTo("correct horse");
    assertThat(form.get("password")).isEqualTo("");
    assertThat(form.toString()).doesNotContain("horse");
  }

  @Test
  void hasNoOtherFields() {
    assertThatThrownBy(() -> form.get("nmae")).hasMessageContaining("nmae");
    assertThatThrownBy(() -> form.text("nmae")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> form.put("nmae", "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> form.put("remember", "on")).isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> form.isTicked("name")).isInstanceOf(ClassCastException.class);
    assertThat(form).hasSize(4);
  }
}
