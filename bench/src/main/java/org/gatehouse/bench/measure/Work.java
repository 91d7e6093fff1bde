package org.gatehouse.bench.measure;

import java.time.Duration;

/** Something that can be done for a while. */
public interface Work {
  /** Gets ready what the next turn needs; not measured. */
  void prepare();

  /** Does it for so long. */
  Done run(Duration time);
}
