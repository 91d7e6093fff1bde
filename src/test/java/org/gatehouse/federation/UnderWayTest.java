package org.gatehouse.federation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Only so many calls are under way at once, and fewer to one place. */
class UnderWayTest {
  private final UnderWay underWay = new UnderWay(3, 2);

  @Test
  void letsOnlySoManyBeginAtOnePlaceAndInAll() {
    assertThat(underWay.begin("a")).isTrue();
    assertThat(underWay.begin("a")).isTrue();
    assertThat(underWay.begin("a")).isFalse();
    assertThat(underWay.begin("b")).isTrue();
    assertThat(underWay.begin("c")).isFalse();
  }

  @Test
  void hasRoomAgainWhenOneHasEnded() {
    underWay.begin("a");
    underWay.begin("a");
    underWay.end("a");
    assertThat(underWay.begin("a")).isTrue();
    underWay.end("a");
    underWay.end("a");
    assertThat(underWay.begin("b")).isTrue();
    assertThat(underWay.begin("b")).isTrue();
    assertThat(underWay.begin("a")).isTrue();
  }
}
