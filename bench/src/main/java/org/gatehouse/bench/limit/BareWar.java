package org.gatehouse.bench.limit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gatehouse.bench.limit.bare.BareApplication;
import org.gatehouse.bench.limit.bare.BareResource;

/** Packs the WAR with nothing in it but a resource of JAX-RS. */
final class BareWar {
  /** Where it answers. */
  static final String PING = "/bare/ping";

  private BareWar() {}

  static Path write(Path classes, Path folder) {
    Path war = folder.resolve("bare.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      for (Class<?> one : List.of(BareApplication.class, BareResource.class)) {
        String name = one.getName().replace('.', '/') + ".class";
        zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
        zip.write(Files.readAllBytes(classes.resolve(name)));
        zip.closeEntry();
      }
      return war;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
