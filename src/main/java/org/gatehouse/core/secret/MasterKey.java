package org.gatehouse.core.secret;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;

/**
 * The 256-bit key that all stored secrets hang on. From {@code GATEHOUSE_MASTER_KEY}, or, with the
 * embedded database, from a file beside it that only its owner may read, made at the first start.
 */
@Singleton
public class MasterKey {
  private static final int BYTES = 32;

  private final byte[] key;

  /**
   * @param settings where the key is
   * @param random for a new key
   * @throws InvalidSettings if the key isn't 32 bytes in Base64
   */
  @Inject
  public MasterKey(Settings settings, SecureRandom random) {
    Path file = settings.data().resolve("master.key");
    this.key =
        settings
            .masterKey()
            .map(text -> decode("GATEHOUSE_MASTER_KEY", text))
            .orElseGet(() -> fromFile(file, random));
  }

  byte[] bytes() {
    return key;
  }

  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }

  private static byte[] fromFile(Path file, SecureRandom random) {
    try {
      if (!Files.exists(file)) {
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        create(file, Base64.getEncoder().encodeToString(fresh) + "\n");
      }
      return decode(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The master key " + file + " can't be read or made.", e);
    }
  }

  private static void create(Path file, String text) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(ownerOnly)}
            : new FileAttribute<?>[0];
    // Complete before it is visible, and never over another one: two first starts share one key.
    Path draft = Files.createTempFile(file.getParent(), "master", ".key", attributes);
    Files.writeString(draft, text, StandardOpenOption.SYNC);
    try {
      if (posix) {
        Files.createLink(file, draft);
      } else {
        Files.move(draft, file);
      }
    } catch (FileAlreadyExistsException e) {
      // The other start was first; its key is the key.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static byte[] decode(String where, String text) {
    return Optional.of(text.strip())
        .filter(base64 -> base64.matches("[A-Za-z0-9+/]{43}="))
        .map(Base64.getDecoder()::decode)
        .orElseThrow(
            () ->
                new InvalidSettings(
                    List.of(
                        where
                            + " must hold 32 bytes in Base64, as `openssl rand -base64 32` prints them.")));
  }
}
