package org.gatehouse.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A program that runs until it is stopped, at the latest when this JVM ends. */
public final class RunningProcess {
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path log;

  private RunningProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param log where its output goes
   */
  public static RunningProcess start(Command command, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command.line())
            .directory(command.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Settings of whoever runs this would change what is measured.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("GATEHOUSE_") || name.startsWith("KC_"));
    builder.environment().putAll(command.environment());
    try {
      RunningProcess running = new RunningProcess(builder.start(), log);
      Runtime.getRuntime().addShutdownHook(new Thread(running::stop));
      return running;
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command.line()), e);
    }
  }

  /** It and what it has started. */
  public ProcessTree tree() {
    return ProcessTree.of(process.toHandle());
  }

  /** Whether it is there. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The last lines that it has written. */
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return "(" + log + " can't be read)";
    }
  }

  /**
   * Asks it and all that it has started to end, and waits until they have. Scripts pass no signal
   * on to what they started.
   */
  public void stop() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      CompletableFuture.allOf(
              all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Told once more, and not asked, below.
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
