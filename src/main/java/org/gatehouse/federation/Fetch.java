package org.gatehouse.federation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.gatehouse.core.input.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Gets small documents from identity providers: bounded in time, size and number, and only from
 * where {@link Destinations} lets it, each redirect looked at again.
 */
@Singleton
public class Fetch {
  /** The rule of a refusal that says nothing of the address: too much is under way. */
  public static final String BUSY = "address.busy";

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration IN_ALL = Duration.ofSeconds(10);
  private static final int MOST_REDIRECTS = 3;

  private final UnderWay underWay = new UnderWay(64, 16);
  private final Destinations destinations;
  private final HttpClient http;

  @Inject
  Fetch(Destinations destinations) {
    this.destinations = destinations;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(TO_CONNECT)
            .followRedirects(Redirect.NEVER)
            .version(Version.HTTP_1_1)
            .build();
  }

  /**
   * What is at an address, after at most three redirects.
   *
   * @param address of the document
   * @param accept the media types that are wanted
   * @param limit the largest document, bytes
   * @throws InvalidInput if the address isn't one to ask, or its answer isn't a document; what it
   *     says is for the administrator who typed the address
   */
  public byte[] get(URI address, String accept, int limit) {
    URI next = address;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<byte[]> answer = ask(next, accept, limit);
      Optional<String> location = answer.headers().firstValue("Location");
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
        throw refusal(answer.statusCode());
      }
      next = resolved(next, location.get());
    }
    throw new InvalidInput("address.redirects", "This address redirects more than three times.");
  }

  /**
   * What is at an address itself.
   *
   * @throws InvalidInput as {@link #get} does, and also for a redirect
   */
  public byte[] getDirectly(URI address, String accept, int limit) {
    HttpResponse<byte[]> answer = ask(address, accept, limit);
    if (answer.statusCode() != 200) {
      throw refusal(answer.statusCode());
    }
    return answer.body();
  }

  private static InvalidInput refusal(int status) {
    return new InvalidInput(
        "address.refused",
        "The server at this address answers with status " + status + ".",
        status);
  }

  private HttpResponse<byte[]> ask(URI address, String accept, int limit) {
    return bounded(
        address,
        () -> exchange(HttpRequest.newBuilder(checked(address)).header("Accept", accept), limit));
  }

  /**
   * Sends one request; a redirect isn't followed.
   *
   * @param request what to send; the time it may take is set here
   * @param limit the largest answer, bytes
   * @throws InvalidInput if the address isn't one to ask, or nobody answers there
   */
  public HttpResponse<byte[]> send(HttpRequest.Builder request, int limit) {
    URI address = request.build().uri();
    return bounded(address, () -> exchange(request.uri(checked(address)), limit));
  }

  private HttpResponse<byte[]> bounded(URI address, Supplier<HttpResponse<byte[]>> call) {
    String place = place(address);
    if (!underWay.begin(place)) {
      // Whoever waited for others would have a thread of ours wait, too.
      throw new InvalidInput(BUSY, "Too much is asked at this address at present.");
    }
    try {
      return call.get();
    } finally {
      underWay.end(place);
    }
  }

  private static String place(URI address) {
    int port = address.getPort();
    int meant = port < 0 ? ("http".equals(address.getScheme()) ? 80 : 443) : port;
    return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + meant;
  }

  private HttpResponse<byte[]> exchange(HttpRequest.Builder request, int limit) {
    HttpRequest prepared = request.timeout(IN_ALL).build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(prepared, head -> new BoundedBytes(limit));
    try {
      // The request's own time-out ends with the head of the answer; this one with the last byte.
      return answer.get(IN_ALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw refusal(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unreachable();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw unreachable();
    }
  }

  private URI checked(URI address) {
    destinations.check(address);
    return address;
  }

  private static URI resolved(URI base, String location) {
    try {
      return base.resolve(location);
    } catch (IllegalArgumentException e) {
      throw unreachable();
    }
  }

  private static InvalidInput refusal(@Nullable Throwable cause) {
    if (cause instanceof BoundedBytes.TooMany tooMany) {
      return new InvalidInput(
          "address.tooLarge",
          "What is at this address is larger than " + tooMany.limit() + " bytes.",
          tooMany.limit());
    }
    if (cause instanceof javax.net.ssl.SSLException) {
      return new InvalidInput(
          "address.untrusted", "The certificate of this address isn't trusted here.");
    }
    if (cause instanceof IOException) {
      return unreachable();
    }
    throw new IllegalStateException(cause);
  }

  private static InvalidInput unreachable() {
    return new InvalidInput("address.unreachable", "Nobody answers at this address.");
  }
}
