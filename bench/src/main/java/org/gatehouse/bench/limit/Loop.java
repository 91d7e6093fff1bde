package org.gatehouse.bench.limit;

import java.util.Scanner;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Does one thing again and again, on all cores, for as many milliseconds as each line of the input
 * says, and answers how often and in how many nanoseconds.
 */
final class Loop {
  private Loop() {}

  static void serve(Work work) throws InterruptedException {
    Scanner lines = new Scanner(System.in);
    while (lines.hasNextLine()) {
      long millis = Long.parseLong(lines.nextLine());
      long begin = System.nanoTime();
      long end = begin + millis * 1_000_000;
      AtomicLong count = new AtomicLong();
      Thread[] threads = new Thread[Runtime.getRuntime().availableProcessors()];
      for (int i = 0; i < threads.length; i++) {
        threads[i] = new Thread(() -> doUntil(end, work, count));
        threads[i].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      System.out.println(count.get() + " " + (System.nanoTime() - begin));
    }
  }

  private static void doUntil(long end, Work work, AtomicLong count) {
    while (System.nanoTime() < end) {
      try {
        work.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      count.incrementAndGet();
    }
  }

  /** What is done. */
  interface Work {
    void run() throws Exception;
  }
}
