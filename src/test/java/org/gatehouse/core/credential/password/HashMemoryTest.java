package org.gatehouse.core.credential.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

/** The memory of hashes is used again, and says nothing of the passwords it has seen. */
class HashMemoryTest {
  private final HashMemory memory = new HashMemory();

  @Test
  void givesTheSameBlocksToTheNextHash() {
    List<Block> first = List.of(memory.allocate(), memory.allocate());
    memory.rewind();
    List<Block> second = List.of(memory.allocate(), memory.allocate());

    assertThat(second).isEqualTo(first);
    assertThat(memory.allocate()).isNotIn(first);
  }

  @Test
  void holdsNothingOfAPasswordOnceItsHashIsThere() throws ReflectiveOperationException {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withMemoryAsKB(64)
            .withIterations(2)
            .withParallelism(1)
            .withSalt(new byte[16])
            .withBlockPool(memory)
            .build());

    generator.generateBytes("correct horse battery".toCharArray(), new byte[32]);

    memory.rewind();
    List<long[]> words = new ArrayList<>();
    // The blocks of the hash, and what the library computes with.
    for (int i = 0; i < 64 + 4; i++) {
      words.add(words(memory.allocate()));
    }
    assertThat(words).allSatisfy(block -> assertThat(block).containsOnly(0));
  }

  private static long[] words(Block block) throws ReflectiveOperationException {
    Field words = Block.class.getDeclaredField("v");
    words.setAccessible(true);
    return (long[]) words.get(block);
  }
}
