package org.gatehouse.core.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.net.AddressRange;

/**
 * What an operator set, checked. Read by {@link SettingsReader}; {@code docs/operations.md}
 * explains each.
 *
 * @param publicUrl the address at which browsers reach this installation, without a trailing slash;
 *     the issuer of its tokens
 * @param port where the server listens on this machine, as far as the operator says
 * @param data the folder for what belongs to this installation: embedded database, master key,
 *     mails
 * @param database where the database is
 * @param masterKey what all stored secrets hang on
 * @param signUp who may begin, and how
 * @param workspaces which workspace is meant where nobody says
 * @param audience the {@code aud} of access tokens
 * @param stateClients the programs that may keep their screen state here
 * @param session how long sessions last
 * @param keys how long signing keys last
 * @param passwords how passwords are hashed and how long they must be
 * @param secondFactor which second factor the installation demands of everybody's logins
 * @param accounts how accounts of people end
 * @param guesses how guessing is slowed down
 * @param trustedProxies whose word counts about where a request comes from
 * @param clockTolerance by how much the clocks of identity providers may differ from ours
 * @param auditRetention how long the audit log is kept
 * @param mail how e-mails look and leave
 * @param securityContacts whom to tell of a weakness, as {@code mailto:}, {@code https:} or {@code
 *     tel:} addresses; none for no security.txt
 * @param providerNetworks where identity providers may be called
 * @param logoutTokensTyped whether logout tokens must say that they are some
 * @param passkeyOrigins origins beside ours and those of workspaces whose pages may use passkeys
 * @param monitoring who may see the metrics, and who is told of requests
 * @param syslog where the audit log is sent, if anywhere
 * @param messages the folder with an operator's own texts of the pages
 */
public record Settings(
    URI publicUrl,
    int port,
    Path data,
    Database database,
    MasterKeyTexts masterKey,
    SignUpSettings signUp,
    WorkspaceSettings workspaces,
    String audience,
    List<String> stateClients,
    SessionLimits session,
    KeyLimits keys,
    PasswordSettings passwords,
    SecondFactorSettings secondFactor,
    AccountSettings accounts,
    GuessLimits guesses,
    List<AddressRange> trustedProxies,
    Duration clockTolerance,
    Duration auditRetention,
    Mail mail,
    List<URI> securityContacts,
    ProviderNetworks providerNetworks,
    boolean logoutTokensTyped,
    List<URI> passkeyOrigins,
    Monitoring monitoring,
    Optional<Syslog> syslog,
    Optional<Path> messages) {

  /** Whether browsers reach us by https; only then do cookies carry {@code Secure}. */
  public boolean isSecure() {
    return "https".equals(publicUrl.getScheme());
  }

  /**
   * Where the database is.
   *
   * @param url a JDBC address, of H2 or PostgreSQL
   * @param account who we are there
   * @param owner who owns the tables, and migrates them, if that is somebody else
   * @param isVerified whether the connection must be encrypted and the server's certificate be
   *     right
   * @param trust a file with the certificates to trust, in place of those the JVM does
   */
  public record Database(
      String url,
      DatabaseAccount account,
      Optional<DatabaseAccount> owner,
      boolean isVerified,
      Optional<Path> trust) {
    /** Whether the database is a file of our own rather than a server. */
    public boolean isEmbedded() {
      return url.startsWith("jdbc:h2:");
    }

    @Override
    public String toString() {
      return url.replaceAll("[?;].*", "");
    }
  }

  /**
   * Somebody whom the database knows.
   *
   * @param user by which name
   * @param password how we prove it
   */
  public record DatabaseAccount(String user, String password) {
    @Override
    public String toString() {
      return "DatabaseAccount[" + user + "]";
    }
  }

  /**
   * The master key: 32 bytes in Base64.
   *
   * @param present with which secrets are sealed, if the operator names it
   * @param old another one, to read with what is sealed by it, while the key is being changed
   */
  public record MasterKeyTexts(Optional<String> present, Optional<String> old) {
    @Override
    public String toString() {
      return "MasterKeyTexts[hidden]";
    }
  }

  /**
   * Who may begin here, and how.
   *
   * @param isOpen whether anybody may sign up a workspace
   * @param claimedAtTheMachine whether who signs up first at the machine itself administers the
   *     installation, as with the set-up code, and the code may be shown to whoever starts the
   *     server
   * @param bootstrap the first workspace and its administrator, if the environment names them
   */
  public record SignUpSettings(
      boolean isOpen, boolean claimedAtTheMachine, Optional<Bootstrap> bootstrap) {}

  /**
   * Which workspace is meant where nobody says; each by uid or name.
   *
   * @param ofHost by a host name that browsers use
   * @param standard by who names none
   * @param ofRoles whose roles an application on this server means by their bare names; nothing for
   *     every workspace's or none's, which {@link #rolesOfAll} says
   * @param rolesOfAll whether, where no workspace is named for them, bare names count of all
   */
  public record WorkspaceSettings(
      Map<String, String> ofHost,
      Optional<String> standard,
      Optional<String> ofRoles,
      boolean rolesOfAll) {}

  /**
   * The first workspace, made at the first start.
   *
   * @param workspace its name
   * @param user its administrator's user name
   * @param email its administrator's address
   * @param password the initial password, to be changed at the first login
   */
  public record Bootstrap(String workspace, String user, String email, String password) {
    @Override
    public String toString() {
      return "Bootstrap[" + workspace + ", " + user + "]";
    }
  }

  /**
   * How long sessions last.
   *
   * @param token an access token; it can be refreshed while its session goes on
   * @param lifetime of a login, however much it is used
   * @param rememberedLifetime of a login with "remember me"
   * @param idle of a login that nobody uses
   * @param rememberedIdle of a login with "remember me" that nobody uses
   * @param recordAddress whether a session keeps the address it was opened from
   * @param reauthentication for how long it counts that the person has shown who it is, before what
   *     gives power that outlasts the session
   */
  public record SessionLimits(
      Duration token,
      Duration lifetime,
      Duration rememberedLifetime,
      Duration idle,
      Duration rememberedIdle,
      boolean recordAddress,
      Duration reauthentication) {
    /** No session lasts longer, whatever an operator sets. */
    public static final Duration LONGEST = Duration.ofDays(90);
  }

  /**
   * How long signing keys last.
   *
   * @param rotation a key signs for this long, then the next one does
   */
  public record KeyLimits(Duration rotation) {}

  /**
   * How passwords are hashed (Argon2id, RFC 9106) and how long they must be.
   *
   * @param memoryKib memory of one hash, KiB
   * @param iterations passes over that memory
   * @param parallelism lanes
   * @param concurrent how many hashes are computed at once
   * @param minimumLength of a new password, in characters, where there is a second factor
   * @param minimumLengthWithoutSecondFactor the same where there is none
   */
  public record PasswordSettings(
      int memoryKib,
      int iterations,
      int parallelism,
      int concurrent,
      int minimumLength,
      int minimumLengthWithoutSecondFactor) {}

  /** Whether there can be passkeys: browsers make none everywhere. */
  public boolean canHavePasskeys() {
    return PasskeySites.areAt(publicUrl);
  }

  /**
   * Which second factor the installation demands, whatever a workspace does.
   *
   * @param demand in a word: {@code not-required}, {@code required} or {@code phishing-resistant}
   * @param roles of whom: Gatehouse's own roles; of everybody, if there are none
   * @param since from when on
   * @param grace how much longer people may take, from then on or from when their account was made
   */
  public record SecondFactorSettings(
      String demand, Set<String> roles, Instant since, Duration grace) {}

  /**
   * How accounts of people end.
   *
   * @param idle after which time without activity they are deactivated, whatever a workspace does
   * @param deletionGrace how long a deletion can be taken back
   */
  public record AccountSettings(Optional<Duration> idle, Duration deletionGrace) {}

  /**
   * How guessing is slowed down.
   *
   * @param firstDelay of an account after the fifth failure in a row; it doubles with each more
   * @param perAddress how many failures an address may have at once
   */
  public record GuessLimits(Duration firstDelay, int perAddress) {}

  /**
   * How e-mails look and leave.
   *
   * @param server where they are handed over; without one they are written to files
   * @param from the address that they come from
   * @param fromName the name beside it
   * @param language of an e-mail to somebody whose own isn't known
   * @param templates the folder with an operator's own templates
   */
  public record Mail(
      Optional<MailServer> server,
      String from,
      String fromName,
      String language,
      Optional<Path> templates) {}

  /**
   * A mail server (SMTP, RFC 5321).
   *
   * @param host its name, which its certificate must have
   * @param port where it listens
   * @param security how the connection is protected
   * @param account who we are there, if it wants to know
   * @param trust a file with the certificates to trust, in place of those the JVM does
   */
  public record MailServer(
      String host,
      int port,
      MailSecurity security,
      Optional<MailAccount> account,
      Optional<Path> trust) {}

  /** How a connection to a mail server is protected. */
  public enum MailSecurity {
    /** Begins in the clear, and goes on encrypted or not at all (RFC 3207). */
    STARTTLS,
    /** Encrypted from the first byte (RFC 8314). */
    TLS,
    /** Not at all: for a server on this machine. */
    OFF
  }

  /**
   * Who we are at a mail server.
   *
   * @param user the name there
   * @param password how we prove it
   */
  public record MailAccount(String user, String password) {
    @Override
    public String toString() {
      return "MailAccount[" + user + "]";
    }
  }

  /**
   * Who may see the metrics, beside whoever sits at the machine, and who is told of requests.
   *
   * @param networks from which addresses
   * @param token who shows this one, from wherever
   * @param traces where traces go, if anywhere
   */
  public record Monitoring(
      List<AddressRange> networks, Optional<String> token, Optional<Traces> traces) {
    @Override
    public String toString() {
      return "Monitoring" + networks;
    }
  }

  /**
   * A syslog server (RFC 5424) that is spoken to by TLS (RFC 5425).
   *
   * @param host its name, which its certificate must have
   * @param port where it listens
   * @param facility of all messages (RFC 5424, 6.2.1)
   * @param trust a file with the certificates to trust, in place of those the JVM does
   * @param certificate what we show, if the server wants to know who we are
   */
  public record Syslog(
      String host,
      int port,
      int facility,
      Optional<Path> trust,
      Optional<ClientCertificate> certificate) {}

  /**
   * What a client shows of itself in TLS.
   *
   * @param chain a file with its certificate, and those of the authorities between, in PEM
   * @param key a file with its private key, in PEM (PKCS #8) and not encrypted
   */
  public record ClientCertificate(Path chain, Path key) {}

  /**
   * Where traces go (OTLP over HTTP).
   *
   * @param collector the address for traces
   * @param percent how many of the requests are traced of which nobody has decided that before
   */
  public record Traces(URI collector, int percent) {}
}
