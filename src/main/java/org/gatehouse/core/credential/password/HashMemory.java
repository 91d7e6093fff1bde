package org.gatehouse.core.credential.password;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;

/**
 * Memory that one hash after the other is computed in, never two at once. It grows to what the
 * largest of them takes. A block is cleared as soon as its hash no longer needs it.
 */
final class HashMemory implements BlockPool {
  private final List<Block> blocks = new ArrayList<>();
  private int used;

  /** Begins another hash: the blocks of the one before are its own now. */
  void rewind() {
    used = 0;
  }

  @Override
  public Block allocate() {
    if (used == blocks.size()) {
      blocks.add(new Block());
    }
    return blocks.get(used++);
  }

  @Override
  public void deallocate(Block block) {
    // The list stays as it is: to take each block out and in would keep the collector busy.
    block.clear();
  }
}
