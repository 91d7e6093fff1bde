package org.gatehouse.core.mail;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes each e-mail as an {@code .eml} file into a folder, where any mail program opens it; for
 * who has set no mail server. Only the owner of the process may read them, as there are links in
 * them that let somebody in.
 */
final class FolderMailer implements Mailer {
  private static final Logger LOG = System.getLogger(FolderMailer.class.getName());

  private final Path folder;

  FolderMailer(Path folder) {
    this.folder = folder;
  }

  @Override
  public void send(UUID id, Instant at, String message) throws NotDelivered {
    // The same name if it is written again.
    Path file = folder.resolve(at.toEpochMilli() + "-" + id + ".eml");
    try {
      makeFolder();
      // Such a file is the owner's only, where there are owners.
      Path draft = Files.createTempFile(folder, id + "-", ".draft");
      try {
        Files.writeString(draft, message);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new NotDelivered(NotDelivered.Reason.UNREACHABLE, e.toString(), e);
    }
    LOG.log(Level.INFO, "An e-mail is in {0}", file);
  }

  private void makeFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
      if (view != null) {
        view.setPermissions(PosixFilePermissions.fromString("rwx------"));
      }
    }
  }
}
