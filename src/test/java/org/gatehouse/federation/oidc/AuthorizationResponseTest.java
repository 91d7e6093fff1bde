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
class AuthorizationResponseTest {
  @Property(tries = 100)
  void isReadOrRefused(@ForAll Map<String, List<String>> parameters, @ForAll List<String> codes) {
    try {
      Map<String, List<String>> all = new HashMap<>(parameters);
      all.put("code", codes);
      assertThat(AuthorizationResponse.of(all).code().isPresent())
          .isEqualTo(codes.size() == 1 && !codes.get(0).isEmpty());
    } catch (OidcRefused e) {
      assertThat(e.why()).isEqualTo(OidcRefusal.MALFORMED);
    }
  }

  @Property(tries = 100)
  void repeatsNoErrorThatIsNone(@ForAll String error) {
    assertThat(AuthorizationResponse.known(error)).matches("[a-z_]{0,25}");
  }

  @Test
  void isRefusedIfSomethingIsLongerThanAnyProviderWouldMakeIt() {
    assertThat(AuthorizationResponse.of(Map.of("code", List.of("x".repeat(4_096)))).code())
        .isPresent();
    assertThatThrownBy(() -> AuthorizationResponse.of(Map.of("code", List.of("x".repeat(4_097)))))
        .isInstanceOf(OidcRefused.class);
  }

  @Test
  void showsNothingOfItself() {
    assertThat(AuthorizationResponse.of(Map.of("code", List.of("marked"))).toString())
        .doesNotContain("marked");
  }
}
