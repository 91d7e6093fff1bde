package org.gatehouse.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.bench.process.Pause;

/** Requests that set something up; those that are measured are sent by wrk. */
public final class Http {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BEFORE_ANOTHER_ATTEMPT = Duration.ofSeconds(2);
  private static final int ATTEMPTS = 10;
  private static final int UNAVAILABLE = 503;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * Sends a request with a text; an empty one is none. A server that asks to come back later is
   * asked again.
   */
  public Reply send(String method, String address, Map<String, String> headers, String body) {
    try {
      Reply reply = sendUnlessRefused(method, address, headers, body);
      for (int i = 0; reply.status() == UNAVAILABLE && i < ATTEMPTS; i++) {
        Pause.of(BEFORE_ANOTHER_ATTEMPT);
        reply = sendUnlessRefused(method, address, headers, body);
      }
      return reply;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + address, e);
    }
  }

  private Reply sendUnlessRefused(
      String method, String address, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    var response = client.send(request.build(), BodyHandlers.ofString());
    return new Reply(
        method + " " + address,
        response.statusCode(),
        response.body(),
        response.headers().allValues("Set-Cookie"));
  }

  /** The status of a GET, or 0 if nobody answers. */
  public int status(String address) {
    try {
      return sendUnlessRefused("GET", address, Map.of(), "").status();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends JSON. */
  public Reply postJson(String address, String token, String json) {
    Map<String, String> headers =
        token.isEmpty()
            ? Map.of("Content-Type", "application/json")
            : Map.of("Content-Type", "application/json", "Authorization", token);
    return send("POST", address, headers, json);
  }

  /** Sends a form. */
  public Reply postForm(String address, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return postForm(address, form);
  }

  /** Sends a form that is encoded. */
  public Reply postForm(String address, String form) {
    return send("POST", address, Map.of("Content-Type", "application/x-www-form-urlencoded"), form);
  }

  /** A text as a form or a query has it. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * An answer.
   *
   * @param question what was asked
   * @param setCookies what the browser is to keep
   */
  public record Reply(String question, int status, String body, List<String> setCookies) {
    /** What a browser sends back. */
    public String cookies() {
      return setCookies.stream()
          .map(cookie -> cookie.replaceFirst(";.*", ""))
          .collect(Collectors.joining("; "));
    }

    /** The same, if it has this status. */
    public Reply is(int expected) {
      if (status != expected) {
        throw new IllegalStateException(
            question + " was answered " + status + ", not " + expected + ": " + body);
      }
      return this;
    }

    /** A text of a JSON object in it, which has no escaped letters. */
    public String text(String member) {
      Matcher found =
          Pattern.compile("\"" + Pattern.quote(member) + "\"\\s*:\\s*\"([^\"\\\\]*)\"")
              .matcher(body);
      if (!found.find()) {
        throw new IllegalStateException(question + " has no " + member + ": " + body);
      }
      return found.group(1);
    }
  }
}
