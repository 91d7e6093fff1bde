package org.gatehouse.bench.inner;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.bench.report.MarkdownTable;
import org.gatehouse.bench.report.Numbers;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures steps within a request by JMH: each in a JVM of its own, on one core. */
public final class InnerSteps {
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 5;

  private final String heapOption;

  /**
   * @param heapOption of each JVM
   */
  public InnerSteps(String heapOption) {
    this.heapOption = heapOption;
  }

  /** Measures, and returns the tables. */
  public String measure() {
    Collection<RunResult> results = results();
    MarkdownTable table = new MarkdownTable("step", "with", "a second", "±");
    results.stream()
        .sorted(Comparator.comparing(result -> result.getParams().getBenchmark()))
        .forEach(
            result ->
                table.row(
                    name(result.getParams()),
                    with(result.getParams()),
                    Numbers.of(result.getPrimaryResult().getScore()),
                    Numbers.of(result.getPrimaryResult().getScoreError())));
    return table + "\n" + lengths();
  }

  private Collection<RunResult> results() {
    try {
      return new Runner(
              new OptionsBuilder()
                  .include("org\\.gatehouse\\.bench\\.inner\\.")
                  .mode(Mode.Throughput)
                  .forks(1)
                  .threads(1)
                  .warmupIterations(WARM_UP)
                  .warmupTime(TimeValue.seconds(1))
                  .measurementIterations(ROUNDS)
                  .measurementTime(TimeValue.seconds(1))
                  .jvmArgs(heapOption)
                  .build())
          .run();
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(BenchmarkParams params) {
    List<String> parts = List.of(params.getBenchmark().split("\\."));
    return parts.get(parts.size() - 2).replace("Benchmark", "")
        + ", "
        + parts.get(parts.size() - 1);
  }

  private static String with(BenchmarkParams params) {
    return params.getParamsKeys().stream().map(params::getParam).findFirst().orElse(Numbers.NONE);
  }

  private static String lengths() {
    MarkdownTable table = new MarkdownTable("token signed with", "bytes");
    for (Algorithm algorithm : Algorithm.values()) {
      try {
        table.row(algorithm.name(), Integer.toString(algorithm.token().sign().length()));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return table.toString();
  }
}
