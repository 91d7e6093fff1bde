package org.gatehouse.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The folder for what belongs to this installation, which nobody else on the machine may read. */
final class DataFolder {
  private static final Logger LOG = System.getLogger(DataFolder.class.getName());
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("------rwx");
  private static final Set<PosixFilePermission> ALL_BUT_THE_OWNER =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Path folder;

  DataFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes it, or takes away from others what they may do in one that is there. */
  void make() {
    try {
      if (Files.exists(folder)) {
        // What the operator's own group may do, such as a backup's, is for the operator to say.
        takeAway(OTHERS, folder);
      } else {
        Files.createDirectories(folder, attributes("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("GATEHOUSE_DATA: " + folder + " can't be made.", e);
    }
  }

  /** The embedded database makes its file for all to read, where the umask lets it. */
  void closeDatabase() {
    takeAway(ALL_BUT_THE_OWNER, folder.resolve("gatehouse.mv.db"));
  }

  private static void takeAway(Set<PosixFilePermission> some, Path file) {
    if (!POSIX || !Files.exists(file)) {
      return;
    }
    try {
      Set<PosixFilePermission> present = Files.getPosixFilePermissions(file);
      Set<PosixFilePermission> left = EnumSet.copyOf(present);
      left.removeAll(some);
      if (!left.equals(present)) {
        Files.setPosixFilePermissions(file, left);
        LOG.log(
            Level.INFO,
            "{0} was {1}, and is {2} now: it is for nobody else to read.",
            file,
            PosixFilePermissions.toString(present),
            PosixFilePermissions.toString(left));
      }
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "{0}: others on this machine may read it, and we may not change that. Let its owner do so.",
          file);
    }
  }

  /**
   * Writes a file that its owner alone may read, in the place of an older one.
   *
   * @return where it is
   */
  Path write(String name, String text) {
    Path file = folder.resolve(name);
    try {
      Path draft = Files.createTempFile(folder, name, ".new", attributes("rw-------"));
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written.", e);
    }
  }

  /** Removes a file, if it is there. */
  void remove(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} can't be removed.", folder.resolve(name));
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
