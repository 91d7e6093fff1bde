package org.gatehouse.bench.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are, from the folder of the project; bench/run has built what is missing. */
public final class Layout {
  private final Path project = Path.of("").toAbsolutePath();
  private final Path target = project.resolve("bench/target");

  /** The WAR. */
  public Path war() {
    return project.resolve("target/gatehouse.war");
  }

  /** Its classes and libraries, as a class path. */
  public String productClassPath() {
    return project.resolve("target/classes")
        + ":"
        + project.resolve("target/gatehouse/WEB-INF/lib/*");
  }

  /** Payara Micro. */
  public Path payara() {
    return only(project.resolve("target/server"), "payara-micro-6*.jar");
  }

  /** The folder of WildFly. */
  public Path wildFly() {
    return only(project.resolve("target/server"), "wildfly-[0-9]*");
  }

  /** The folder of a Keycloak that was built for this kind of database. */
  public Path keycloak(String database) {
    return only(target.resolve("keycloak-" + database), "keycloak-*");
  }

  /** What an operator takes from us for a server. */
  public Path serverConfig(String server) {
    return project.resolve("server-config").resolve(server);
  }

  /** What only lasts as long as a run; empty at its beginning. */
  public Path work() {
    return target.resolve("work");
  }

  /** Databases with users in them, kept for the next run. */
  public Path prepared() {
    return target.resolve("prepared");
  }

  /** Classes of the measurement itself. */
  public Path classes() {
    return target.resolve("classes");
  }

  /** Libraries of the measurement itself, as a class path. */
  public String classPath() {
    return classes() + ":" + productClassPath() + ":" + target.resolve("lib") + "/*";
  }

  /** The project. */
  public Path project() {
    return project;
  }

  private static Path only(Path folder, String pattern) {
    try (var found = Files.newDirectoryStream(folder, pattern)) {
      return found.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + "/" + pattern, e);
    }
  }
}
