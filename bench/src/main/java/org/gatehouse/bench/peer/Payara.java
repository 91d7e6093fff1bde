package org.gatehouse.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipFile;
import org.gatehouse.bench.place.Folders;
import org.gatehouse.bench.place.Layout;
import org.gatehouse.bench.process.Command;

/** Payara Micro. */
public final class Payara implements Container {
  private static final String VERSION = "MICRO-INF/domain/branding/glassfish-version.properties";

  private final Layout layout;
  private final Jvm jvm;

  /** The one that the build has laid out. */
  public Payara(Layout layout, Jvm jvm) {
    this.layout = layout;
    this.jvm = jvm;
  }

  @Override
  public String name() {
    Properties properties = new Properties();
    try (ZipFile jar = new ZipFile(layout.payara().toFile())) {
      properties.load(jar.getInputStream(jar.getEntry(VERSION)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "Payara Micro %s.%s.%s"
        .formatted(
            properties.getProperty("major_version"),
            properties.getProperty("minor_version"),
            properties.getProperty("update_version"));
  }

  @Override
  public Command command(Path war, int port, Path folder, Map<String, String> environment) {
    Path config = layout.serverConfig("payara");
    return new Command(
        List.of(
            jvm.java(),
            "@" + config.resolve("jvm.options"),
            "@" + layout.serverConfig("memory.options"),
            jvm.heapOption(),
            "-Djava.io.tmpdir=" + Folders.make(folder.resolve("tmp")),
            "-jar",
            layout.payara().toString(),
            "--deploy",
            war.toString(),
            "--port",
            Integer.toString(port),
            "--nohazelcast",
            "--disablephonehome",
            "--prebootcommandfile",
            config.resolve("closed.asadmin").toString(),
            "--postdeploycommandfile",
            config.resolve("serve.asadmin").toString()),
        environment,
        folder);
  }
}
