package org.gatehouse.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Sends load with wrk, and counts the statuses of all answers. */
public final class Wrk {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** A request that waits longer is broken. */
  private static final String PATIENCE = "30s";

  private final Path folder;

  /**
   * @param folder for its scripts
   */
  public Wrk(Path folder) {
    this.folder = folder;
  }

  /** Sends for so long, and returns once it has ended. */
  public Answers send(URI base, Load load, int connections, Duration time) {
    int threads =
        load.follow().isPresent()
            ? connections
            : Math.min(connections, Runtime.getRuntime().availableProcessors());
    try {
      Path script = script(load, threads);
      Process wrk =
          new ProcessBuilder(
                  "wrk",
                  "-t" + threads,
                  "-c" + connections,
                  "-d" + time.toSeconds() + "s",
                  "--timeout",
                  PATIENCE,
                  "-s",
                  script.toString(),
                  base.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (wrk.waitFor() != 0 || !said.contains("bench micros")) {
        throw new IllegalStateException("wrk " + base + load.request().path() + ": " + said);
      }
      return answers(said);
    } catch (IOException e) {
      throw new UncheckedIOException("wrk", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path script(Load load, int threads) throws IOException {
    int number = NUMBER.incrementAndGet();
    Path lines = Files.write(folder.resolve("lines-" + number), load.lines());
    Request request = load.request();
    String headers =
        request.headers().entrySet().stream()
            .map(header -> "[ " + lua(header.getKey()) + " ] = " + lua(header.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    Map<String, String> plan = new LinkedHashMap<>();
    plan.put("method", lua(request.method()));
    plan.put("path", lua(request.path()));
    plan.put("headers", headers);
    plan.put("body", request.body().isEmpty() ? "nil" : lua(request.body()));
    plan.put("lines", lua(lines.toString()));
    plan.put("threads", Integer.toString(threads));
    plan.put("follow", load.follow().map(Wrk::lua).orElse("nil"));
    plan.put("pause", Long.toString(load.pause().toMillis()));
    String table =
        plan.entrySet().stream()
            .map(entry -> entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining(", ", "plan = {", "}\n"));
    try (var rest = Wrk.class.getResourceAsStream("load.lua")) {
      return Files.writeString(
          folder.resolve("load-" + number + ".lua"),
          table + new String(rest.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String lua(String text) {
    return "[==[" + text + "]==]";
  }

  private static Answers answers(String said) {
    List<String[]> words =
        said.lines()
            .filter(line -> line.startsWith("bench "))
            .map(line -> line.split(" "))
            .toList();
    Map<String, Double> values = new HashMap<>();
    words.forEach(word -> values.put(word[1], Double.parseDouble(word[2])));
    Map<Integer, Long> statuses = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith("status.")) {
            statuses.put(Integer.parseInt(name.substring("status.".length())), Math.round(value));
          }
        });
    return new Answers(
        values.get("micros") / 1e6,
        statuses,
        Math.round(values.get("errors")),
        Math.round(values.get("retry")),
        values.get("p50") / 1e3,
        values.get("p99") / 1e3);
  }
}
