package org.gatehouse.bench.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Folders that take a while to make, and are the same for each run. */
public final class Prepared {
  private static final int ENOUGH = 12;

  private final Path store;

  /**
   * @param store where they are kept
   */
  public Prepared(Path store) {
    this.store = Folders.make(store);
  }

  /**
   * Puts a folder there: a copy of what was made before, or what is made now. What was made of the
   * same kind for another version goes.
   *
   * @param kind of what it holds
   * @param version of what made it
   * @param folder to be filled, which isn't there yet
   */
  public void lay(String kind, String version, Path folder, Consumer<Path> making) {
    Path kept = store.resolve(kind + "-" + version);
    if (Files.exists(kept)) {
      Folders.copy(kept, folder);
      return;
    }
    making.accept(Folders.make(folder));
    try (var stale = Files.newDirectoryStream(store, kind + "-*")) {
      stale.forEach(Folders::remove);
      Path draft = store.resolve(kind + "-draft");
      Folders.copy(folder, draft);
      Files.move(draft, kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some letters that another file hasn't got. */
  public static String fingerprint(Path file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash).substring(0, ENOUGH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
