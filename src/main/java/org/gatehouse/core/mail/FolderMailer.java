package org.gatehouse.core.mail;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes each letter as an {@code .eml} file into a folder, where any mail program opens it; for
 * who has set no mail server.
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
    Path draft = folder.resolve(id + ".draft");
    try {
      Files.createDirectories(folder);
      Files.writeString(draft, message);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new NotDelivered(NotDelivered.Reason.UNREACHABLE, e.toString(), e);
    }
    LOG.log(Level.INFO, "A letter is in {0}", file);
  }
}
