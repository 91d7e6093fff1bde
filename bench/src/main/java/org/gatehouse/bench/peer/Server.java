package org.gatehouse.bench.peer;

import java.nio.file.Path;
import java.time.Duration;
import org.gatehouse.bench.process.Command;
import org.gatehouse.bench.process.Pause;
import org.gatehouse.bench.process.ProcessTree;
import org.gatehouse.bench.process.RunningProcess;

/** A server that is started, asked until it shows a page, and stopped. */
public final class Server {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Http http = new Http();
  private final Command command;
  private final String page;
  private final Path log;
  private RunningProcess running;

  /**
   * @param page the address of the page that it shows once it has started
   * @param log where its output goes
   */
  public Server(Command command, String page, Path log) {
    this.command = command;
    this.page = page;
    this.log = log;
  }

  /** Starts it, and returns how long it took until it showed the page. */
  public Duration start() {
    long begin = System.nanoTime();
    running = RunningProcess.start(command, log);
    while (http.status(page) != 200) {
      if (!running.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
        String words = running.lastWords();
        running.stop();
        throw new IllegalStateException("No page at " + page + ":\n" + words);
      }
      Pause.of(BETWEEN_LOOKS);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Stops it and waits until it has ended. */
  public void stop() {
    if (running != null) {
      running.stop();
    }
  }

  /** Its processes. */
  public ProcessTree processes() {
    return running == null ? ProcessTree.none() : running.tree();
  }
}
