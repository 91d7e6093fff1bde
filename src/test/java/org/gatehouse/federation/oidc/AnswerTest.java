package org.gatehouse.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What a browser brings back is read or refused, whoever wrote it. */
class AnswerTest {
  @Property(tries = 100)
  void isReadOrRefused(@ForAll Map<String, List<String>> parameters, @ForAll List<String> codes) {
    try {
      Map<String, List<String>> all = new HashMap<>(parameters);
      all.put("code", codes);
      assertThat(Answer.of(all).code().isPresent())
          .isEqualTo(codes.size() == 1 && !codes.get(0).isEmpty());
    } catch (OidcRefused e) {
      assertThat(e.why()).isEqualTo(OidcRefusal.MALFORMED);
    }
  }

  @Property(tries = 100)
  void repeatsNoErrorThatIsNone(@ForAll String error) {
    assertThat(Answer.known(error)).matches("[a-z_]{0,25}");
  }

  @Test
  void isRefusedIfSomethingIsLongerThanAnyProviderWouldMakeIt() {
    assertThat(Answer.of(Map.of("code", List.of("x".repeat(4_096)))).code()).isPresent();
    assertThatThrownBy(() -> Answer.of(Map.of("code", List.of("x".repeat(4_097)))))
        .isInstanceOf(OidcRefused.class);
  }

  @Test
  void showsNothingOfItself() {
    assertThat(Answer.of(Map.of("code", List.of("marked"))).toString()).doesNotContain("marked");
  }
}
