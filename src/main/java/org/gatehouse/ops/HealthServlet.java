package org.gatehouse.ops;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.core.mail.MailCondition;
import org.gatehouse.core.oauth.logout.LogoutCondition;
import org.gatehouse.core.text.Json;
import org.gatehouse.http.Requests;

/**
 * Tells how it goes, in the shape and at the addresses of MicroProfile Health, each with 200 or
 * 503:
 *
 * <ul>
 *   <li>{@code /health/live}: the process answers; a restart is no help while it does.
 *   <li>{@code /health/started}: it serves requests; before, it may still be looking whether the
 *       server enforces who may see what.
 *   <li>{@code /health/ready}: people can log in, so a load balancer may send them here.
 *   <li>{@code /health}: the same, and all else that matters to who runs it.
 * </ul>
 *
 * Mail that doesn't leave shows, and so does a certificate or metadata of single sign-on that
 * expires within thirty days, but neither is a reason to send people away. How many e-mails there
 * are is for who sits at the server: whoever asks for a new password for somebody, and sees one
 * more wait, knows that there is such a person.
 */
public class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final Duration WARNED_BEFORE = Duration.ofDays(30);

  @Inject private transient Health health;
  @Inject private transient Clock clock;
  @Inject private transient Requests requests;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (Objects.requireNonNullElse(request.getPathInfo(), "")) {
      case "" -> tellAll(request, response);
      // Whoever gets as far as this has an answer.
      case "/live", "/started" -> tell(response, true, Json.createArrayBuilder());
      case "/ready" -> {
        boolean database = health.condition().isPresent();
        tell(response, database, Json.createArrayBuilder().add(check("database", database)));
      }
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private void tellAll(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Health.Condition> condition = health.condition();
    boolean database = condition.isPresent();
    JsonObjectBuilder mail =
        check("mail", condition.filter(found -> found.mail().delivering()).isPresent());
    Optional<Instant> expiry = condition.flatMap(Health.Condition::firstExpiry);
    JsonObjectBuilder certificates =
        check("certificates", database && expiry.filter(this::isNear).isEmpty());
    JsonObjectBuilder logouts =
        check("logouts", condition.filter(found -> found.logouts().delivering()).isPresent());
    if (requests.isAtTheMachine(request)) {
      condition.map(HealthServlet::counts).ifPresent(counts -> mail.add("data", counts));
      condition
          .map(Health.Condition::logouts)
          .map(HealthServlet::counts)
          .ifPresent(counts -> logouts.add("data", counts));
      expiry.ifPresent(
          at ->
              certificates.add(
                  "data", Json.createObjectBuilder().add("firstExpiry", at.toString())));
    }
    tell(
        response,
        database,
        Json.createArrayBuilder()
            .add(check("database", database))
            .add(mail)
            .add(logouts)
            .add(certificates));
  }

  private static void tell(HttpServletResponse response, boolean up, JsonArrayBuilder checks)
      throws IOException {
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response
        .getWriter()
        .write(
            Json.createObjectBuilder()
                .add("status", status(up))
                .add("checks", checks)
                .build()
                .toString());
  }

  private boolean isNear(Instant expiry) {
    return expiry.isBefore(clock.instant().plus(WARNED_BEFORE));
  }

  private static JsonObjectBuilder counts(Health.Condition condition) {
    MailCondition mail = condition.mail();
    JsonObjectBuilder data =
        Json.createObjectBuilder()
            .add("requested", condition.requests())
            .add("waiting", mail.waiting())
            .add("failed", mail.failed());
    return oldest(data, mail.oldest());
  }

  private static JsonObjectBuilder counts(LogoutCondition logouts) {
    JsonObjectBuilder data = Json.createObjectBuilder().add("waiting", logouts.waiting());
    return oldest(data, logouts.oldest());
  }

  private static JsonObjectBuilder oldest(JsonObjectBuilder data, Optional<Duration> oldest) {
    oldest.ifPresent(age -> data.add("oldest", age.truncatedTo(ChronoUnit.SECONDS).toString()));
    return data;
  }

  private static JsonObjectBuilder check(String name, boolean up) {
    return Json.createObjectBuilder().add("name", name).add("status", status(up));
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
