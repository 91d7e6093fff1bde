package org.gatehouse.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.gatehouse.fixture.Tables;
import org.junit.jupiter.api.Test;

/** Who installs a node is told where its clock isn't that of the database. */
class ClockComparisonTest {
  private final DataSource database = Tables.empty();

  private static Clock shifted(Duration by) {
    return Clock.offset(Clock.systemUTC(), by);
  }

  @Test
  void saysNothingOfClocksThatAgree() throws SQLException {
    assertThat(ClockComparison.warning(database, Clock.systemUTC())).isEmpty();
  }

  @Test
  void saysHowFarAClockIsBehindOrAhead() throws SQLException {
    assertThat(ClockComparison.warning(database, shifted(Duration.ofMinutes(-30))).orElseThrow())
        .startsWith("The clock of this machine is 1")
        .contains(" seconds behind that of the database.");
    assertThat(ClockComparison.warning(database, shifted(Duration.ofMinutes(30))).orElseThrow())
        .contains(" seconds ahead of that of the database.");
  }
}
