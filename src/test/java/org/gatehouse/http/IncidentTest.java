package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.logging.Level;
import org.gatehouse.fixture.HeardLog;
import org.gatehouse.fixture.SentRequest;
import org.junit.jupiter.api.Test;

/** What nobody expected is in the log, whole, by the number that the client was told. */
class IncidentTest {
  private static final Throwable ERROR = new IllegalStateException("the inside of it");

  private final HttpServletRequest request = new SentRequest("POST", "/api/1/auth").received();

  @Test
  void isInTheLogWithItsError() {
    try (var log = new HeardLog(Incident.class)) {
      Incident incident = Incident.of(ERROR, request, "/api/1/auth");

      String number = incident.number().orElseThrow();
      assertThat(log.lines()).containsExactly("SEVERE Incident " + number + " at POST /api/1/auth");
      assertThat(log.records().get(0).getLevel()).isEqualTo(Level.SEVERE);
      assertThat(log.records().get(0).getThrown()).isSameAs(ERROR);
      assertThat(incident.status()).isEqualTo(500);
      assertThat(incident.detail()).isEqualTo("Incident " + number);
    }
  }

  @Test
  void writesNoLineOfSomebodyElse() {
    try (var log = new HeardLog(Incident.class)) {
      Incident.of(ERROR, request, "/api/1/auth\r\nSEVERE Incident of mine\u2028");

      assertThat(log.lines()).singleElement().asString().doesNotContainPattern("\\p{C}|\\R");
    }
  }
}
