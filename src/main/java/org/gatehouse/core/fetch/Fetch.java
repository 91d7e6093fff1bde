package org.gatehouse.core.fetch;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.client5.http.socket.PlainConnectionSocketFactory;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.gatehouse.core.fetch.CallMade.Result;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Calls identity providers, applications and webhooks: bounded in time, size and number, and only
 * where {@link Destinations} lets it, each redirect looked at again.
 */
@Singleton
public class Fetch {
  private static final Logger LOG = Logger.getLogger(Fetch.class.getName());
  private static final Timeout TO_CONNECT = Timeout.ofSeconds(5);
  private static final Duration IN_ALL = Duration.ofSeconds(10);
  private static final int MOST_REDIRECTS = 3;

  /** Of the head of an answer, characters; the client itself knows no end. */
  private static final int LONGEST_LINE = 8_192;

  private static final int MOST_HEADERS = 100;
  private static final int FAILURE = 400;

  private final CallLimiter callLimiter = new CallLimiter(64, 16);
  private final Destinations destinations;
  private final Event<CallMade> made;
  private final ScheduledThreadPoolExecutor watch;
  private final Registry<ConnectionSocketFactory> sockets;
  private final ManagedHttpClientConnectionFactory connections =
      ManagedHttpClientConnectionFactory.builder()
          .http1Config(
              Http1Config.custom()
                  .setMaxLineLength(LONGEST_LINE)
                  .setMaxHeaderCount(MOST_HEADERS)
                  .build())
          .build();

  @Inject
  Fetch(Destinations destinations, Event<CallMade> made) {
    this.destinations = destinations;
    this.made = made;
    this.watch = new ScheduledThreadPoolExecutor(1, Fetch::daemon);
    this.watch.setRemoveOnCancelPolicy(true);
    this.sockets =
        RegistryBuilder.<ConnectionSocketFactory>create()
            .register("http", PlainConnectionSocketFactory.getSocketFactory())
            .register("https", new SSLConnectionSocketFactory(tls()))
            .build();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "gatehouse-fetch");
    thread.setDaemon(true);
    return thread;
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @PreDestroy
  void close() {
    watch.shutdownNow();
  }

  /**
   * What is at an address, after at most three redirects.
   *
   * @param workspaceId on whose behalf
   * @param address of the document
   * @param accept the media types that are wanted
   * @param limit the largest document, bytes
   * @throws InvalidInput if the address isn't one to ask, or its answer isn't a document; what it
   *     says is for the administrator who typed the address
   */
  public byte[] get(UUID workspaceId, URI address, String accept, int limit) {
    URI next = address;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Answer answer = ask(workspaceId, next, accept, limit);
      if (answer.status() == 200) {
        return answer.body();
      }
      if (answer.status() / 100 != 3 || answer.location().isEmpty()) {
        throw refusal(answer.status());
      }
      next =
          WebAddress.read(next, answer.location().get())
              .orElseThrow(Destinations::unreachable)
              .uri();
    }
    throw new InvalidInput(AddressRule.REDIRECTS);
  }

  /**
   * What is at an address itself.
   *
   * @throws InvalidInput as {@link #get} does, and also for a redirect
   */
  public byte[] getDirectly(UUID workspaceId, URI address, String accept, int limit) {
    Answer answer = ask(workspaceId, address, accept, limit);
    if (answer.status() != 200) {
      throw refusal(answer.status());
    }
    return answer.body();
  }

  /**
   * Lets an address pass that somebody wants to be called later; where its host leads is looked at
   * then.
   *
   * @throws InvalidInput if nothing may be sent there
   */
  public void check(URI address) {
    destinations.check(address);
  }

  /** What is said of an answer that isn't the one that was wanted. */
  public static InvalidInput refusal(int status) {
    return new InvalidInput(AddressRule.REFUSED, status);
  }

  private Answer ask(UUID workspaceId, URI address, String accept, int limit) {
    destinations.check(address);
    HttpGet request = new HttpGet(address);
    request.setHeader("Accept", accept);
    return send(workspaceId, request, limit);
  }

  /**
   * Sends one request; a redirect isn't followed.
   *
   * @param workspaceId on whose behalf
   * @param request what to send; the time it may take is set here
   * @param limit the largest answer, bytes
   * @throws InvalidInput if the address isn't one to ask, or nobody answers there
   */
  public Answer send(UUID workspaceId, HttpUriRequestBase request, int limit) {
    URI address = address(request);
    destinations.check(address);
    String place =
        WebAddress.hostOf(address).toLowerCase(Locale.ROOT) + ":" + WebAddress.portOf(address);
    if (!callLimiter.begin(workspaceId, place)) {
      made.fire(new CallMade(place, Duration.ZERO, Result.REFUSED));
      // Whoever waited for others would have a thread of ours wait, too.
      throw new InvalidInput(AddressRule.BUSY);
    }
    long begun = System.nanoTime();
    Result result = Result.UNANSWERED;
    try {
      Answer answer = bounded(request, address, limit);
      result = answer.status() < FAILURE ? Result.ANSWERED : Result.FAILED;
      return answer;
    } finally {
      callLimiter.end(workspaceId, place);
      made.fire(new CallMade(place, Duration.ofNanos(System.nanoTime() - begun), result));
    }
  }

  private static URI address(HttpUriRequestBase request) {
    try {
      return request.getUri();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("it was made of one", e);
    }
  }

  private Answer bounded(HttpUriRequestBase request, URI address, int limit) {
    request.setConfig(
        RequestConfig.custom()
            .setRedirectsEnabled(false)
            .setResponseTimeout(Timeout.of(IN_ALL))
            .build());
    // A connection for each: they are few, and none is left behind that somebody must look after.
    try (BasicHttpClientConnectionManager connection =
            new BasicHttpClientConnectionManager(
                sockets, connections, null, destinations.resolver(address));
        CloseableHttpClient client = client(connection)) {
      // Time-outs of sockets begin anew with each byte; this one doesn't.
      ScheduledFuture<?> end =
          watch.schedule(
              () -> {
                request.cancel();
                connection.close(CloseMode.IMMEDIATE);
              },
              IN_ALL.toMillis(),
              TimeUnit.MILLISECONDS);
      try {
        return client.execute(request, response -> answer(response, limit));
      } finally {
        end.cancel(false);
      }
    } catch (IOException e) {
      // The administrator of a workspace isn't told more: it would be a look into our network.
      LOG.log(Level.INFO, "No answer from {0}: {1}", new Object[] {address.getRawAuthority(), e});
      throw Destinations.unreachable();
    }
  }

  private static CloseableHttpClient client(BasicHttpClientConnectionManager connection) {
    connection.setConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(TO_CONNECT)
            .setSocketTimeout(Timeout.of(IN_ALL))
            .build());
    return HttpClients.custom()
        .setConnectionManager(connection)
        .setRoutePlanner(new SystemDefaultRoutePlanner(null))
        .setUserAgent("Gatehouse")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  private static Answer answer(ClassicHttpResponse response, int limit) throws IOException {
    return new Answer(
        response.getCode(),
        header(response, "Content-Type"),
        header(response, "Location").map(Fetch::utf8),
        body(response.getEntity(), limit));
  }

  private static Optional<String> header(ClassicHttpResponse response, String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /** Headers are read as ISO 8859-1; what isn't ASCII is UTF-8 today, if it can be. */
  private static String utf8(String header) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return header;
    }
  }

  private static byte[] body(@org.jspecify.annotations.Nullable HttpEntity entity, int limit)
      throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    try (InputStream content = entity.getContent()) {
      byte[] read = content.readNBytes(limit + 1);
      if (read.length > limit) {
        throw new InvalidInput(AddressRule.TOO_LARGE, limit);
      }
      return read;
    }
  }

  /**
   * What a server has answered.
   *
   * @param status of HTTP
   * @param type the media type, as it was sent
   * @param location where it redirects to
   * @param body decompressed
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares answers.
  public record Answer(int status, Optional<String> type, Optional<String> location, byte[] body) {}
}
