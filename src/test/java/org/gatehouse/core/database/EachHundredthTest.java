package org.gatehouse.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each key has a count of its own. */
class EachHundredthTest {
  @Test
  void countsToAHundredAndAgain() {
    EachHundredth<String> counts = new EachHundredth<>();
    List<Integer> hits =
        IntStream.rangeClosed(1, 250).filter(i -> counts.isNow("a")).boxed().toList();

    assertThat(hits).containsExactly(100, 200);
    assertThat(IntStream.range(0, 99).filter(i -> counts.isNow("b"))).isEmpty();
  }
}
