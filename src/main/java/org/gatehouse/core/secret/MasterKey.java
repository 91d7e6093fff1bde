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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;

/**
 * The 256-bit key that all stored secrets hang on. From {@code GATEHOUSE_MASTER_KEY}, or, with the
 * embedded database, from a file beside it that only its owner may read, made at the first start.
 * While it is being changed there is another one, to read with only.
 */
@Singleton
public class MasterKey {
  private static final int BYTES = 32;
  private static final int ID_BYTES = 4;

  private final byte[] key;
  private final Optional<byte[]> old;
  private final String id;

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
            .present()
            .map(text -> decode("GATEHOUSE_MASTER_KEY", text))
            .orElseGet(() -> fromFile(file, random));
    this.old = settings.masterKey().old().map(text -> decode("GATEHOUSE_MASTER_KEY_OLD", text));
    this.id = id(key);
  }

  /** How it is called in what it has sealed, 8 hexadecimal digits; they tell nothing of it. */
  String id() {
    return id;
  }

  /** Whether there is another one to read with. */
  boolean isChanging() {
    return old.isPresent();
  }

  /** The present one, then the other one to read with, if there is one. */
  Stream<byte[]> all() {
    return Stream.concat(Stream.of(key), old.stream());
  }

  /** Those that are called so. */
  Stream<byte[]> named(String name) {
    return all().filter(some -> id(some).equals(name));
  }

  private static String id(byte[] key) {
    return HexFormat.of().formatHex(Vault.mac(key, "gatehouse:key-id"), 0, ID_BYTES);
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
