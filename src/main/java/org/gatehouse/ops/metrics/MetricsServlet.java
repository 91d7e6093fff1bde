package org.gatehouse.ops.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.http.ReadOnlyServlet;
import org.gatehouse.http.Requests;

/**
 * {@code /metrics}, in Prometheus' text format or as OpenMetrics. For who sits at the machine,
 * comes from an address that the operator names, or shows the operator's token; for anybody else
 * there is no such page, whatever they send.
 */
public class MetricsServlet extends ReadOnlyServlet {
  private static final long serialVersionUID = 1L;

  private static final Pattern BEARER = Pattern.compile("^Bearer +", Pattern.CASE_INSENSITIVE);

  @Inject private transient Metrics metrics;
  @Inject private transient Requests requests;
  @Inject private transient Settings settings;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (isForThem(request)) {
      super.service(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private boolean isForThem(HttpServletRequest request) {
    return requests.isAtTheMachine(request)
        || requests.isFrom(request, settings.monitoring().networks())
        || settings.monitoring().token().filter(token -> isShown(token, request)).isPresent();
  }

  /** Of hashes, so that neither what is right nor how long it is shows in the time it takes. */
  private static boolean isShown(String token, HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Authorization"))
        .map(header -> BEARER.matcher(header.strip()).replaceFirst(""))
        .filter(shown -> MessageDigest.isEqual(hash(shown), hash(token)))
        .isPresent();
  }

  private static byte[] hash(String text) {
    return RandomToken.hash(text).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ExpositionFormatWriter writer =
        metrics.writer(Objects.requireNonNullElse(request.getHeader("Accept"), ""));
    response.setContentType(writer.getContentType());
    writer.write(response.getOutputStream(), metrics.now());
  }
}
