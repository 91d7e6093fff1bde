package org.gatehouse.boot;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.SettingsReader;

/** What the core takes from the world around it: settings, time, randomness. */
@Singleton
public class Producers {
  private static final Logger LOG = System.getLogger(Producers.class.getName());

  /**
   * The settings, read once.
   *
   * @throws InvalidSettings naming every mistake
   */
  @Produces
  @Singleton
  public Settings settings() {
    return read(warning -> LOG.log(Level.WARNING, warning));
  }

  /** The clock of the machine, in UTC. */
  @Produces
  @Singleton
  public Clock clock() {
    return Clock.systemUTC();
  }

  /** The random generator of the JDK, seeded by the operating system. */
  @Produces
  @Singleton
  public SecureRandom random() {
    return new SecureRandom();
  }

  /** The settings of MicroProfile Config: {@code GATEHOUSE_PORT} or {@code gatehouse.port}. */
  static Settings read() {
    return read(warning -> {});
  }

  private static Settings read(Consumer<String> warn) {
    // Named, because a thread of a connection pool has no context class loader.
    Config config = ConfigProvider.getConfig(Producers.class.getClassLoader());
    Settings settings =
        SettingsReader.read(
            name ->
                // By its own name too: a server that upper-cases dotted names by a Turkish locale
                // doesn't find variables with an I.
                value(config, name.toLowerCase(Locale.ROOT).replace('_', '.'))
                    .or(() -> value(config, name)),
            warn);
    // Before anybody else makes it, whom the world may read: the pool of connections comes first.
    new DataFolder(settings.data()).make();
    return settings;
  }

  /** Raw: a password may contain ${, which would be expanded otherwise. */
  private static Optional<String> value(Config config, String name) {
    return Optional.ofNullable(config.getConfigValue(name).getRawValue());
  }
}
