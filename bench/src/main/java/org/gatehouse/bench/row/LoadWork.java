package org.gatehouse.bench.row;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gatehouse.bench.load.Answers;
import org.gatehouse.bench.load.Load;
import org.gatehouse.bench.load.Wrk;
import org.gatehouse.bench.measure.Done;
import org.gatehouse.bench.measure.Unexpected;
import org.gatehouse.bench.measure.Work;

/**
 * Load on the nodes of a peer, in equal parts. Each answer must be the one that the row is about.
 */
public final class LoadWork implements Work {
  private final Executor executor = work -> new Thread(work, "wrk").start();
  private final Wrk wrk;
  private final List<URI> nodes;
  private final int connections;
  private final Supplier<Load> source;
  private Load load;

  /**
   * @param connections in all
   * @param source of the load of each round
   */
  public LoadWork(Wrk wrk, List<URI> nodes, int connections, Supplier<Load> source) {
    this.wrk = wrk;
    this.nodes = nodes;
    this.connections = connections;
    this.source = source;
  }

  @Override
  public void prepare() {
    load = source.get();
  }

  @Override
  public Done run(Duration time) {
    int each = Math.max(1, connections / nodes.size());
    // All of them run before one is waited for.
    List<CompletableFuture<Answers>> parts =
        IntStream.range(0, nodes.size())
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> wrk.send(nodes.get(i), load.part(i, nodes.size()), each, time),
                        executor))
            .toList();
    Answers answers =
        parts.stream().map(CompletableFuture::join).reduce(Answers::and).orElseThrow();
    if (!answers.areAll(load.expected())) {
      throw new Unexpected(answers.inWords() + ", and " + load.expected() + " was expected");
    }
    return new Done(answers.all(), answers.seconds(), answers.p50Millis(), answers.p99Millis());
  }
}
