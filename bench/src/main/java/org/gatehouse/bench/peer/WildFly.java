package org.gatehouse.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.bench.place.Folders;
import org.gatehouse.bench.place.Layout;
import org.gatehouse.bench.process.Command;
import org.gatehouse.bench.process.Ports;

/** WildFly. */
public final class WildFly implements Container {
  private final Layout layout;
  private final Jvm jvm;

  /** The one that the build has laid out. */
  public WildFly(Layout layout, Jvm jvm) {
    this.layout = layout;
    this.jvm = jvm;
  }

  @Override
  public String name() {
    return layout.wildFly().getFileName().toString().replaceFirst("wildfly-", "WildFly ");
  }

  @Override
  public Command command(Path war, int port, Path folder, Map<String, String> environment) {
    Path home = layout.wildFly();
    // A base folder of its own: two servers, and the tests, share the programs.
    Path base = Folders.make(folder.resolve("wildfly"));
    Folders.copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
    Path deployments = Folders.make(base.resolve("deployments"));
    try {
      Files.copy(war, deployments.resolve(war.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", jvm.home().toString());
    // The script ends when the server has, and not before.
    all.put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
    // Those of standalone.conf, but for the memory.
    all.put(
        "JAVA_OPTS",
        "@%s @%s "
                .formatted(
                    layout.serverConfig("wildfly").resolve("jvm.options"),
                    layout.serverConfig("memory.options"))
            + jvm.heapOption()
            + " -Djava.net.preferIPv4Stack=true"
            + " -Djava.awt.headless=true -Djboss.modules.system.pkgs=org.jboss.byteman");
    return new Command(
        List.of(
            "sh",
            home.resolve("bin/standalone.sh").toString(),
            "--yaml=" + layout.serverConfig("wildfly").resolve("gatehouse.yml"),
            "-Djboss.server.base.dir=" + base,
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=" + Ports.free(),
            "-Djboss.management.http.port=" + Ports.free()),
        all,
        folder);
  }
}
