package org.gatehouse.core.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.gatehouse.core.net.AddressRange;
import org.gatehouse.core.net.Loopback;
import org.gatehouse.core.settings.Settings.Bootstrap;
import org.gatehouse.core.settings.Settings.Database;
import org.gatehouse.core.settings.Settings.GuessLimits;
import org.gatehouse.core.settings.Settings.KeyLimits;
import org.gatehouse.core.settings.Settings.MasterKeyTexts;
import org.gatehouse.core.settings.Settings.PasswordSettings;
import org.gatehouse.core.settings.Settings.SessionLimits;
import org.gatehouse.core.settings.Settings.SignUpSettings;
import org.gatehouse.core.settings.Settings.WorkspaceSettings;

/**
 * Reads {@link Settings} from named texts and collects every mistake before it refuses, so that an
 * operator mends them in one go. Names are given as environment variables have them.
 */
public final class SettingsReader {
  static final int LARGEST_PORT = 65_535;

  private static final Duration LONGEST_SESSION = Duration.ofDays(30);
  private static final Duration LONGEST_REMEMBERED = SessionLimits.LONGEST;

  /** As good as none, for tests: whoever writes a zero should learn that there is no "off". */
  private static final Duration SHORTEST_DELAY = Duration.ofNanos(100_000);

  /** Sixteen times as long, it is still shorter than the lock. */
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

  /** Whatever an answer was stolen for is good for so much longer. */
  private static final Duration LARGEST_TOLERANCE = Duration.ofMinutes(5);

  private static final Pattern COMMAS = Pattern.compile(",");
  private static final String MASTER_KEY = "GATEHOUSE_MASTER_KEY";
  private static final String BOOTSTRAP_PASSWORD = "GATEHOUSE_BOOTSTRAP_PASSWORD";

  /** In place of the name of a workspace; no workspace can be called that. */
  private static final String ALL = "*";

  private final SettingTexts texts;

  private SettingsReader(SettingTexts texts) {
    this.texts = texts;
  }

  /**
   * Reads and checks.
   *
   * @param source the text of a setting by its environment name, for example {@code GATEHOUSE_PORT}
   * @throws InvalidSettings naming every mistake
   */
  public static Settings read(Function<String, Optional<String>> source) {
    return read(source, warning -> {});
  }

  /**
   * The same.
   *
   * @param warn hears what is no mistake, but should be known to the operator, a sentence each
   * @throws InvalidSettings naming every mistake
   */
  public static Settings read(Function<String, Optional<String>> source, Consumer<String> warn) {
    SettingTexts texts = new SettingTexts(source);
    Settings settings = new SettingsReader(texts).settings();
    if (!texts.mistakes().isEmpty()) {
      throw new InvalidSettings(texts.mistakes());
    }
    texts.warnings().forEach(warn);
    return settings;
  }

  private Settings settings() {
    int port = texts.integer("GATEHOUSE_PORT", 8_080, 1, LARGEST_PORT);
    URI publicUrl = publicUrl(port);
    Path data = data();
    Database database = DatabaseReader.read(texts, data);
    SignUpSettings signUp = signUp(database);
    Settings settings =
        new Settings(
            publicUrl,
            port,
            data,
            database,
            new MasterKeyTexts(masterKey(MASTER_KEY), masterKey(MASTER_KEY + "_OLD")),
            signUp,
            workspaces(signUp),
            texts.text("GATEHOUSE_TOKEN_AUDIENCE", publicUrl.toString()),
            stateClients(),
            sessionLimits(),
            new KeyLimits(
                texts.duration(
                    "GATEHOUSE_KEY_ROTATION", Duration.ofDays(90), Duration.ofDays(730))),
            passwords(),
            SecondFactorReader.read(texts, publicUrl),
            AccountReader.read(texts),
            guesses(),
            trustedProxies(),
            texts.duration(
                "GATEHOUSE_CLOCK_TOLERANCE",
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                LARGEST_TOLERANCE,
                "PT30S or PT2M"),
            texts.duration(
                "GATEHOUSE_AUDIT_RETENTION",
                Duration.ofDays(365),
                Duration.ofDays(1),
                Duration.ofDays(36_500),
                "P90D or P365D"),
            MailReader.read(texts, publicUrl),
            securityContacts(),
            ProviderNetworksReader.read(
                texts, Loopback.isNamedBy(publicUrl.getHost()), signUp.isOpen()),
            texts
                .choice("GATEHOUSE_LOGOUT_TOKEN_TYPE", "optional", "optional", "required")
                .equals("required"),
            passkeyOrigins(),
            MonitoringReader.read(texts),
            SyslogReader.read(texts),
            texts.folder("GATEHOUSE_MESSAGES"));
    if (settings.masterKey().present().isEmpty() && !database.isEmbedded()) {
      texts.mistake(
          MASTER_KEY
              + " must be set with a database server: 32 random bytes in Base64, for example from"
              + " `openssl rand -base64 32`. Keep a copy: without it the stored keys are lost.");
    }
    return settings;
  }

  private Optional<String> masterKey(String name) {
    Optional<String> key = texts.secret(name);
    if (key.filter(text -> !text.strip().matches("[A-Za-z0-9+/]{43}=")).isPresent()) {
      texts.mistake(
          name + " must hold 32 bytes in Base64, as `openssl rand -base64 32` prints them.");
    }
    return key;
  }

  private SignUpSettings signUp(Database database) {
    return new SignUpSettings(
        texts
            .choice("GATEHOUSE_SIGNUP", database.isEmbedded() ? "open" : "off", "open", "off")
            .equals("open"),
        texts.choice("GATEHOUSE_CLAIM", "code", "code", "machine").equals("machine"),
        bootstrap());
  }

  private WorkspaceSettings workspaces(SignUpSettings signUp) {
    Optional<String> standard = texts.optional("GATEHOUSE_DEFAULT_WORKSPACE").map(String::strip);
    Optional<String> roles = texts.optional("GATEHOUSE_ROLES_WORKSPACE").map(String::strip);
    return new WorkspaceSettings(
        workspaceOfHost(),
        standard,
        roles.filter(name -> !name.equals(ALL)),
        // Where strangers found workspaces, a role that one of them calls finance is nobody's.
        roles.map(ALL::equals).orElse(!signUp.isOpen()));
  }

  private Path data() {
    try {
      return Path.of(texts.text("GATEHOUSE_DATA", "data")).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      texts.mistake(
          "GATEHOUSE_DATA, or the folder in which the server was started, has letters that Java can't name"
              + " here. Start it in a UTF-8 locale (LC_ALL=C.UTF-8), or choose a folder without them.");
      return Path.of("data");
    }
  }

  private List<URI> securityContacts() {
    return addresses(
        "GATEHOUSE_SECURITY_CONTACT",
        "(mailto:[^@\\s]+@|https://|tel:\\+)[!-~]+",
        "must be addresses such as mailto:security@example.com or https://example.com/security,"
            + " parted by commas.");
  }

  private List<URI> addresses(String setting, String pattern, String mistake) {
    List<URI> addresses = new ArrayList<>();
    COMMAS
        .splitAsStream(texts.text(setting, ""))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .forEach(
            text -> {
              if (text.matches(pattern)) {
                addresses.add(URI.create(text));
              } else {
                texts.mistake(setting + " " + mistake);
              }
            });
    return List.copyOf(addresses);
  }

  private List<URI> passkeyOrigins() {
    return addresses(
        "GATEHOUSE_PASSKEY_ORIGINS",
        "https://[a-z0-9.-]+(:[0-9]{1,5})?",
        "must be origins such as https://login.example.org, parted by commas.");
  }

  private SessionLimits sessionLimits() {
    SessionLimits limits =
        new SessionLimits(
            texts.duration("GATEHOUSE_TOKEN_LIFETIME", Duration.ofHours(12), LONGEST_SESSION),
            texts.duration("GATEHOUSE_SESSION_LIFETIME", LONGEST_SESSION, LONGEST_SESSION),
            texts.duration("GATEHOUSE_SESSION_REMEMBERED", LONGEST_REMEMBERED, LONGEST_REMEMBERED),
            idle("GATEHOUSE_SESSION_IDLE", Duration.ofHours(12), LONGEST_SESSION),
            idle("GATEHOUSE_SESSION_REMEMBERED_IDLE", LONGEST_SESSION, LONGEST_REMEMBERED),
            texts.choice("GATEHOUSE_SESSION_ADDRESS", "on", "on", "off").equals("on"),
            texts.duration(
                "GATEHOUSE_REAUTHENTICATION",
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofHours(12),
                "PT10M"));
    if (limits.rememberedLifetime().compareTo(limits.lifetime()) < 0) {
      texts.mistake(
          "GATEHOUSE_SESSION_REMEMBERED must not be shorter than GATEHOUSE_SESSION_LIFETIME.");
    }
    return limits;
  }

  /** That somebody uses a session is noted once a minute, so less than a few say little. */
  private Duration idle(String name, Duration ifUnset, Duration maximum) {
    return texts.duration(name, ifUnset, Duration.ofMinutes(5), maximum, "PT30M or PT12H");
  }

  private List<String> stateClients() {
    List<String> names =
        COMMAS
            .splitAsStream(texts.text("GATEHOUSE_STATE_CLIENTS", "glass,lens"))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    if (!names.stream().allMatch(name -> name.matches("[A-Za-z0-9._-]{1,32}"))) {
      texts.mistake(
          "GATEHOUSE_STATE_CLIENTS must be names such as glass,lens, of up to 32 letters, digits,"
              + " dots, hyphens and underscores, parted by commas.");
    }
    return names;
  }

  private GuessLimits guesses() {
    return new GuessLimits(
        texts.duration(
            "GATEHOUSE_LOGIN_DELAY",
            Duration.ofSeconds(1),
            SHORTEST_DELAY,
            LONGEST_DELAY,
            "PT1S or PT0.5S"),
        texts.integer("GATEHOUSE_ADDRESS_LIMIT", 100, 10, 1_000_000));
  }

  private List<AddressRange> trustedProxies() {
    List<AddressRange> known = texts.addressRanges("GATEHOUSE_TRUSTED_PROXIES");
    if (known.stream().anyMatch(range -> range.bits() == 0)) {
      texts.mistake(
          "GATEHOUSE_TRUSTED_PROXIES must not have a range that ends in /0: everybody would be"
              + " trusted, and could come from any address they like.");
    }
    return known;
  }

  private PasswordSettings passwords() {
    int minimum = texts.integer("GATEHOUSE_PASSWORD_MINIMUM", 12, 8, 64);
    int minimumAlone = texts.integer("GATEHOUSE_PASSWORD_MINIMUM_WITHOUT_2FA", minimum, 8, 64);
    if (minimumAlone < minimum) {
      texts.mistake(
          "GATEHOUSE_PASSWORD_MINIMUM_WITHOUT_2FA must not be smaller than"
              + " GATEHOUSE_PASSWORD_MINIMUM ("
              + minimum
              + "): a password that stands alone needs more, not less.");
    }
    // OWASP's smallest Argon2id is 7 MiB with five passes; below that we refuse rather than weaken.
    return new PasswordSettings(
        texts.integer("GATEHOUSE_ARGON2_MEMORY", 19_456, 7_168, 1_048_576),
        texts.integer("GATEHOUSE_ARGON2_ITERATIONS", 2, 1, 20),
        texts.integer("GATEHOUSE_ARGON2_PARALLELISM", 1, 1, 16),
        texts.integer(
            "GATEHOUSE_ARGON2_CONCURRENT", Runtime.getRuntime().availableProcessors(), 1, 1_024),
        minimum,
        minimumAlone);
  }

  private URI publicUrl(int port) {
    String typed = texts.text("GATEHOUSE_PUBLIC_URL", "http://localhost:" + port);
    Optional<URI> address = address(typed);
    if (address.isEmpty()) {
      texts.mistake(
          "GATEHOUSE_PUBLIC_URL must be an address such as https://login.example.com, without path,"
              + " query or trailing slash.");
    }
    URI url = address.orElseGet(() -> URI.create("http://localhost"));
    if ("http".equals(url.getScheme()) && !Loopback.isNamedBy(url.getHost())) {
      texts.mistake(
          "GATEHOUSE_PUBLIC_URL must begin with https:// unless it names this machine (localhost):"
              + " passwords and cookies would cross the network in the clear.");
    }
    return url;
  }

  private static Optional<URI> address(String typed) {
    // Strict on purpose: this text is pasted into scripts, mails and headers.
    if (!typed.matches(
        "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-fA-F:.]+](:[0-9]{1,5})?")) {
      return Optional.empty();
    }
    try {
      // Refuses what only looks like a host, such as a..b or [::::].
      URI url = new URI(typed).parseServerAuthority();
      return Optional.of(url).filter(known -> known.getPort() <= LARGEST_PORT);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private Optional<Bootstrap> bootstrap() {
    List<String> names =
        List.of(
            "GATEHOUSE_BOOTSTRAP_WORKSPACE",
            "GATEHOUSE_BOOTSTRAP_USER",
            "GATEHOUSE_BOOTSTRAP_EMAIL",
            BOOTSTRAP_PASSWORD);
    Optional<String> password = texts.secret(BOOTSTRAP_PASSWORD);
    List<String> missing =
        names.stream()
            .filter(
                name ->
                    name.equals(BOOTSTRAP_PASSWORD)
                        ? password.isEmpty()
                        : texts.optional(name).isEmpty())
            .toList();
    if (missing.size() == names.size()) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      texts.mistake(
          "The first workspace needs all of "
              + String.join(", ", names)
              + "; missing: "
              + String.join(", ", missing)
              + ".");
    }
    return Optional.of(
        new Bootstrap(
            texts.text(names.get(0), ""),
            texts.text(names.get(1), ""),
            texts.text(names.get(2), ""),
            password.orElse("")));
  }

  private Map<String, String> workspaceOfHost() {
    Map<String, String> workspaces = new HashMap<>();
    String typed = texts.text("GATEHOUSE_WORKSPACE_HOSTS", "");
    for (String pair : COMMAS.splitAsStream(typed).filter(text -> !text.isBlank()).toList()) {
      if (!pair.matches("\\s*[A-Za-z0-9.-]+\\s*=[^=]+")) {
        texts.mistake(
            "GATEHOUSE_WORKSPACE_HOSTS must be pairs such as login.corpinc.example=corpinc, parted"
                + " by commas.");
        return Map.of();
      }
      int sign = pair.indexOf('=');
      workspaces.put(
          pair.substring(0, sign).strip().toLowerCase(Locale.ROOT),
          pair.substring(sign + 1).strip());
    }
    return Map.copyOf(workspaces);
  }
}
