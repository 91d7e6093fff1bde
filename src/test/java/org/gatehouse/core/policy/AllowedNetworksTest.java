package org.gatehouse.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.api.Test;

/** From where people may come, as administrators write it. */
class AllowedNetworksTest {
  @Test
  void letWhoIsInOneOfThemIn() {
    AllowedNetworks office =
        AllowedNetworks.of(List.of("192.0.2.0/24", " 2001:db8::/32 ", "198.51.100.7"));

    for (String in : List.of("192.0.2.255", "2001:db8:1::7", "198.51.100.7", "::ffff:192.0.2.1")) {
      assertThat(office.allow(in)).as(in).isTrue();
    }
    for (String out :
        List.of("192.0.3.0", "2001:db9::1", "198.51.100.8", "", "unknown", "192.0.2.1.example")) {
      assertThat(office.allow(out)).as(out).isFalse();
    }
    assertThat(AllowedNetworks.of(List.of("0.0.0.0/0")).allow("2001:db8::1")).isFalse();
  }

  @Test
  void areEverywhereWhereNobodySaysSo() {
    assertThat(AllowedNetworks.ANYWHERE.allow("192.0.2.1")).isTrue();
    assertThat(AllowedNetworks.ANYWHERE.allow("")).isTrue();
    assertThat(AllowedNetworks.of(List.of())).isEqualTo(AllowedNetworks.ANYWHERE);
    assertThat(AllowedNetworks.parse(AllowedNetworks.ANYWHERE.format()))
        .isEqualTo(AllowedNetworks.ANYWHERE);
  }

  @Test
  void areKeptOnceEachAsTheyAreTyped() {
    AllowedNetworks office = AllowedNetworks.of(List.of("10.0.0.0/8", "10.0.0.0/8", "192.0.2.1"));

    assertThat(office.texts()).containsExactly("10.0.0.0/8", "192.0.2.1");
    assertThat(AllowedNetworks.parse(office.format())).isEqualTo(office);
  }

  @Test
  void areBounded() {
    List<String> most = IntStream.range(0, 50).mapToObj(last -> "192.0.2." + last).toList();
    assertThat(AllowedNetworks.of(most).texts()).hasSize(50);
    String longest = "2001:db8:1111:2222:3333:4444:5555:6666/128";
    assertThat((longest + "\n").length() * 50).isLessThan(4_000);
    assertThatThrownBy(() -> AllowedNetworks.of(Collections.nCopies(51, "192.0.2.1")))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused -> assertThat(refused.rule()).isEqualTo(PolicyRule.TOO_MANY_NETWORKS));
    for (String wrong :
        List.of("", "office", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "/8", "1.2.3/24")) {
      isRefused(wrong);
    }
  }

  private static void isRefused(String wrong) {
    assertThatThrownBy(() -> AllowedNetworks.of(List.of(wrong)))
        .as(wrong)
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused -> assertThat(refused.rule()).isEqualTo(PolicyRule.NETWORK_INVALID));
  }

  @Property
  void readOrRefuseAnything(@ForAll String typed) {
    try {
      assertThat(AllowedNetworks.of(List.of(typed)).texts()).hasSize(1);
    } catch (InvalidInput e) {
      assertThat(e.rule()).isEqualTo(PolicyRule.NETWORK_INVALID);
    }
  }
}
