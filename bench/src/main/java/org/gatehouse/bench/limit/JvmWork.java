package org.gatehouse.bench.limit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.gatehouse.bench.measure.Done;
import org.gatehouse.bench.measure.Work;
import org.gatehouse.bench.process.ProcessTree;

/** Work in a JVM of its own with the options of the servers, where nothing else is done. */
public final class JvmWork implements Work, AutoCloseable {
  private final Process process;
  private final BufferedReader answers;

  /**
   * @param command a Java with a {@link Loop} in it
   */
  public JvmWork(List<String> command) {
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Its process. */
  public ProcessTree processes() {
    return ProcessTree.of(process.toHandle());
  }

  @Override
  public void prepare() {}

  @Override
  public Done run(Duration time) {
    try {
      process.getOutputStream().write((time.toMillis() + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("The JVM for the limit has ended");
      }
      String[] words = answer.split(" ");
      return new Done(Long.parseLong(words[0]), Long.parseLong(words[1]) / 1e9, 0, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
