package org.gatehouse.core.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.net.Loopback;
import org.gatehouse.core.settings.Settings.Database;
import org.gatehouse.core.settings.Settings.DatabaseAccount;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Reads where the database is. What crosses a network is encrypted, by TLS whose certificate is
 * verified: password hashes and addresses are in it, and our own password. A weaker mode is
 * refused, not mended in silence.
 */
final class DatabaseReader {
  static final String URL = "GATEHOUSE_DB_URL";
  private static final String OWNER = "GATEHOUSE_DB_OWNER";
  private static final String OWNER_PASSWORD = "GATEHOUSE_DB_OWNER_PASSWORD";
  private static final String TRUST = "GATEHOUSE_DB_TRUST";
  private static final Pattern COMMA = Pattern.compile(",");
  private static final String VERIFIED = "verify-full";

  /**
   * Without a write delay: what was answered is on the disk, also when the server is killed. The
   * cache (KB) is small: a page that stays there for seconds costs the collector more than it costs
   * to read it again from what the system has in memory. Who waits for a row waits for five
   * seconds, as with PostgreSQL: of 64 clients that log in with 16 accounts, H2 has some wait for
   * longer than its own two.
   */
  private static final String EMBEDDED =
      ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;CACHE_SIZE=4096;LOCK_TIMEOUT=5000";

  /** With these, somebody else than the driver decides whom to trust, or whether to encrypt. */
  private static final List<PGProperty> UNCHECKED =
      List.of(
          PGProperty.SSL_FACTORY,
          PGProperty.SSL_FACTORY_ARG,
          PGProperty.SSL_HOSTNAME_VERIFIER,
          PGProperty.GSS_ENC_MODE);

  private final SettingTexts texts;

  private DatabaseReader(SettingTexts texts) {
    this.texts = texts;
  }

  static Database read(SettingTexts texts, Path data) {
    return new DatabaseReader(texts).database(data);
  }

  private Database database(Path data) {
    String url = texts.text(URL, "jdbc:h2:file:" + data.resolve("gatehouse") + EMBEDDED);
    Optional<Path> trust = texts.file(TRUST);
    boolean verified = url.startsWith("jdbc:postgresql:") && isVerified(url, trust);
    if (url.startsWith("jdbc:h2:")) {
      checkEmbedded(url);
    } else if (!url.startsWith("jdbc:postgresql:")) {
      texts.mistake(URL + " must begin with jdbc:postgresql: or jdbc:h2:.");
    }
    if (trust.isPresent() && !url.startsWith("jdbc:postgresql:")) {
      texts.mistake(TRUST + " means something with jdbc:postgresql: only.");
    }
    return new Database(
        url,
        new DatabaseAccount(
            texts.text("GATEHOUSE_DB_USER", "gatehouse"),
            texts.secret("GATEHOUSE_DB_PASSWORD").orElse("")),
        owner(url),
        verified,
        trust);
  }

  private Optional<DatabaseAccount> owner(String url) {
    Optional<String> user = texts.optional(OWNER).map(String::strip);
    Optional<String> password = texts.secret(OWNER_PASSWORD);
    if (password.isPresent() && user.isEmpty()) {
      texts.mistake(OWNER_PASSWORD + " means something with " + OWNER + " only.");
    }
    if (user.isPresent() && url.startsWith("jdbc:h2:")) {
      texts.mistake(OWNER + " means something with jdbc:postgresql: only.");
    }
    return user.map(name -> new DatabaseAccount(name, password.orElse("")));
  }

  /** H2's own server has no certificate that could be verified, and no limit on who may ask. */
  private void checkEmbedded(String url) {
    String address = url.substring("jdbc:h2:".length());
    if (Stream.of("tcp:", "ssl:").anyMatch(address::startsWith)) {
      String authority = address.replaceFirst("^(tcp|ssl):(//)?", "").replaceFirst("[/;?].*", "");
      if (!COMMA.splitAsStream(authority).map(DatabaseReader::host).allMatch(Loopback::isNamedBy)) {
        texts.mistake(
            URL
                + " must name this machine (localhost) after jdbc:h2:tcp: or jdbc:h2:ssl:; for a server"
                + " elsewhere use PostgreSQL.");
      }
    }
  }

  /** Whether TLS is wanted; told as a mistake where the address asks for less than is wanted. */
  private boolean isVerified(String url, Optional<Path> trust) {
    // With a user in it, the driver would log the password as a wrong port.
    Properties asked = url.matches("[^?]*@.*") ? null : Driver.parseURL(url, null);
    if (asked == null) {
      texts.mistake(
          URL
              + " must be an address such as jdbc:postgresql://db.example.com/gatehouse, with user and"
              + " password in GATEHOUSE_DB_USER and GATEHOUSE_DB_PASSWORD.");
      return false;
    }
    // As the driver reads it: several hosts, none (this machine), or one among the parameters.
    String hosts = PGProperty.PG_HOST.getOrDefault(asked);
    boolean elsewhere =
        hosts != null
            && !hosts.isEmpty()
            && !COMMA.splitAsStream(hosts).allMatch(Loopback::isNamedBy);
    if (!elsewhere) {
      return trust.isPresent();
    }
    String mode = asked.getProperty(PGProperty.SSL_MODE.getName(), VERIFIED);
    if (!mode.equals(VERIFIED)) {
      texts.mistake(
          URL
              + " must not ask for sslmode="
              + mode
              + " unless every host in it is this machine (localhost): leave it out, or set "
              + VERIFIED
              + ".");
    }
    if ("false".equalsIgnoreCase(asked.getProperty(PGProperty.SSL.getName()))) {
      texts.mistake(
          URL + " must not have ssl=false unless every host in it is this machine (localhost).");
    }
    UNCHECKED.stream()
        .map(PGProperty::getName)
        .filter(asked::containsKey)
        .forEach(
            name ->
                texts.mistake(
                    URL
                        + " must not have "
                        + name
                        + " unless every host in it is this machine (localhost): the certificate is"
                        + " verified by us, with what "
                        + TRUST
                        + " names or the JVM trusts."));
    if (trust.isPresent() && asked.containsKey(PGProperty.SSL_ROOT_CERT.getName())) {
      texts.mistake(TRUST + " and sslrootcert in " + URL + " must not both be set.");
    }
    return true;
  }

  private static String host(String authority) {
    try {
      return Optional.ofNullable(URI.create("tcp://" + authority).getHost()).orElse("");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
