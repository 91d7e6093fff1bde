package org.gatehouse.core.credential.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A hash that another system made: bcrypt, Argon2, scrypt or PBKDF2, in the usual encodings. It is
 * verified until its person has logged in once, when ours takes its place. What would cost more
 * than about five of ours, or 64 MiB, isn't one: whoever imports would decide what every guess
 * costs us ({@code docs/decisions/imported-hashes.md}).
 *
 * @param format the text that is stored
 * @param verifier computes it for a password
 */
record ImportedHash(String format, Predicate<byte[]> verifier) implements StoredHash {
  private static final String MARK = "argon2";

  /** What a column holds, but for the mark. */
  private static final int LONGEST = 255 - MARK.length();

  private static final int BCRYPT_LEAST = 4;
  private static final int BCRYPT_MOST = 13;
  private static final long MOST_MEMORY_KIB = 64 * 1024L;

  /** Of memory that Argon2 fills, over all passes. */
  private static final long MOST_WORK_KIB = 256 * 1024L;

  /** Of memory that scrypt fills, over all lanes. */
  private static final long MOST_SCRYPT_KIB = 128 * 1024L;

  private static final int MOST_LANES = 16;
  private static final int MOST_LOGARITHM = 20;
  private static final int MOST_R = 32;
  private static final int SHA256_BYTES = 32;
  private static final int SHA512_BYTES = 64;

  /** Rounds of PBKDF2 with SHA-256, over all blocks of the output; what is common, twice. */
  private static final int MOST_SHA256_ROUNDS = 1_200_000;

  /** The same with SHA-512. */
  private static final int MOST_SHA512_ROUNDS = 420_000;

  private static final int LEAST_ITERATIONS = 1_000;
  private static final int LEAST_SALT_BYTES = 8;
  private static final int LEAST_HASH_BYTES = 16;
  private static final int MOST_HASH_BYTES = 64;
  private static final int BLOCK = 128;
  private static final int KIB = 1024;
  private static final int BITS = 8;

  private static final String B64 = "([A-Za-z0-9+/.]{8,90})={0,2}";

  /** The last letters of salt and hash have bits to spare; where one is set, nothing matches. */
  private static final Pattern BCRYPT =
      Pattern.compile(
          "(?:bcrypt\\$)?(\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{21}[.Oeu]"
              + "[./A-Za-z0-9]{30}[.CGKOSWaeimquy26])");

  private static final Pattern ARGON2 =
      Pattern.compile(
          "(?:argon2)?\\$argon2(id|i|d)\\$v=(19|16)\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})\\$"
              + B64
              + "\\$"
              + B64);
  private static final Pattern SCRYPT =
      Pattern.compile("\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,9}),p=(\\d{1,9})\\$" + B64 + "\\$" + B64);
  private static final Pattern PBKDF2 =
      Pattern.compile(
          "\\$pbkdf2-(sha256|sha512)\\$(?:i=)?(\\d{1,9})(?:,l=\\d{1,3})?\\$" + B64 + "\\$" + B64);
  private static final Pattern DJANGO =
      Pattern.compile("pbkdf2_(sha256)\\$(\\d{1,9})\\$([A-Za-z0-9]{8,64})\\$" + B64);

  /**
   * Reads such a hash.
   *
   * @return nothing if it is none, or would cost too much
   */
  static Optional<ImportedHash> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    return Stream.<Function<String, Optional<Predicate<byte[]>>>>of(
            ImportedHash::bcrypt,
            ImportedHash::argon2,
            ImportedHash::scrypt,
            ImportedHash::pbkdf2,
            ImportedHash::django)
        .flatMap(kind -> kind.apply(text).stream())
        .findFirst()
        .map(verifier -> new ImportedHash(marked(text), verifier));
  }

  /** Argon2id as Django writes it: else it would pass for one of ours, and stay. */
  private static String marked(String text) {
    return PasswordHash.isOurs(text) ? MARK + text : text;
  }

  /**
   * Whether it is the hash of this password; takes as long as its parameters say, and twice that
   * where what was typed isn't NFKC: the other system may not have made it so.
   */
  boolean matches(Password password) {
    return password.asElsewhere().stream().anyMatch(verifier);
  }

  private static Optional<Predicate<byte[]>> bcrypt(String text) {
    Matcher parts = BCRYPT.matcher(text);
    if (!parts.matches() || !isBetween(BCRYPT_LEAST, parts.group(2), BCRYPT_MOST)) {
      return Optional.empty();
    }
    String hash = parts.group(1);
    return Optional.of(password -> OpenBSDBCrypt.checkPassword(hash, password));
  }

  private static Optional<Predicate<byte[]>> argon2(String text) {
    Matcher parts = ARGON2.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long memory = Long.parseLong(parts.group(3));
    long passes = Long.parseLong(parts.group(4));
    long lanes = Long.parseLong(parts.group(5));
    if (lanes < 1
        || lanes > MOST_LANES
        || passes < 1
        || memory < BITS * lanes
        || memory > MOST_MEMORY_KIB
        || memory * passes > MOST_WORK_KIB) {
      return Optional.empty();
    }
    Argon2Parameters.Builder parameters =
        new Argon2Parameters.Builder(
                switch (parts.group(1)) {
                  case "id" -> Argon2Parameters.ARGON2_id;
                  case "i" -> Argon2Parameters.ARGON2_i;
                  default -> Argon2Parameters.ARGON2_d;
                })
            .withVersion(
                parts.group(2).equals("19")
                    ? Argon2Parameters.ARGON2_VERSION_13
                    : Argon2Parameters.ARGON2_VERSION_10)
            .withMemoryAsKB((int) memory)
            .withIterations((int) passes)
            .withParallelism((int) lanes);
    return salted(
        parts.group(6),
        parts.group(7),
        (password, salt, length) -> {
          Argon2BytesGenerator generator = new Argon2BytesGenerator();
          generator.init(parameters.withSalt(salt).build());
          byte[] hash = new byte[length];
          generator.generateBytes(password, hash);
          return hash;
        });
  }

  private static Optional<Predicate<byte[]>> scrypt(String text) {
    Matcher parts = SCRYPT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int logarithm = Integer.parseInt(parts.group(1));
    long r = Long.parseLong(parts.group(2));
    long p = Long.parseLong(parts.group(3));
    // Far below where the product of the three would be too large for its type.
    if (logarithm < 1
        || logarithm > MOST_LOGARITHM
        || r < 1
        || r > MOST_R
        // RFC 7914, 2: N is less than 2^(128 * r / 8).
        || logarithm >= 16 * r
        || p < 1
        || p > MOST_LANES) {
      return Optional.empty();
    }
    long memory = (1L << logarithm) * r * BLOCK / KIB;
    if (memory > MOST_MEMORY_KIB || memory * p > MOST_SCRYPT_KIB) {
      return Optional.empty();
    }
    return salted(
        parts.group(4),
        parts.group(5),
        (password, salt, length) ->
            SCrypt.generate(password, salt, 1 << logarithm, (int) r, (int) p, length));
  }

  private static Optional<Predicate<byte[]>> pbkdf2(String text) {
    Matcher parts = PBKDF2.matcher(text);
    return parts.matches()
        ? pbkdf2(parts.group(1), parts.group(2), parts.group(4))
            .flatMap(derivation -> salted(parts.group(3), parts.group(4), derivation))
        : Optional.empty();
  }

  /** Django's: its salt is a text. */
  private static Optional<Predicate<byte[]>> django(String text) {
    Matcher parts = DJANGO.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    byte[] salt = parts.group(3).getBytes(StandardCharsets.US_ASCII);
    return pbkdf2(parts.group(1), parts.group(2), parts.group(4))
        .flatMap(derivation -> salted(salt, parts.group(4), derivation));
  }

  private static Optional<Derivation> pbkdf2(String digest, String times, String hash) {
    boolean small = digest.equals("sha256");
    int block = small ? SHA256_BYTES : SHA512_BYTES;
    // Each block of the output takes all rounds.
    int blocks = bytes(hash).map(bytes -> (bytes.length + block - 1) / block).orElse(1);
    int most = small ? MOST_SHA256_ROUNDS : MOST_SHA512_ROUNDS;
    if (!isBetween(LEAST_ITERATIONS, times, most / Math.max(1, blocks))) {
      return Optional.empty();
    }
    int iterations = Integer.parseInt(times);
    return Optional.of(
        (password, salt, length) -> {
          PKCS5S2ParametersGenerator generator =
              new PKCS5S2ParametersGenerator(small ? new SHA256Digest() : new SHA512Digest());
          generator.init(password, salt, iterations);
          return ((KeyParameter) generator.generateDerivedMacParameters(length * BITS)).getKey();
        });
  }

  private static boolean isBetween(int least, String digits, int most) {
    int number = Integer.parseInt(digits);
    return number >= least && number <= most;
  }

  private static Optional<Predicate<byte[]>> salted(
      String salt, String hash, Derivation derivation) {
    return bytes(salt).flatMap(decoded -> salted(decoded, hash, derivation));
  }

  private static Optional<Predicate<byte[]>> salted(
      byte[] salt, String hash, Derivation derivation) {
    return bytes(hash)
        .filter(expected -> salt.length >= LEAST_SALT_BYTES)
        .filter(
            expected -> expected.length >= LEAST_HASH_BYTES && expected.length <= MOST_HASH_BYTES)
        .map(
            expected ->
                password ->
                    MessageDigest.isEqual(
                        expected, derivation.derive(password, salt, expected.length)));
  }

  /** Base64 without padding; passlib writes a dot for the plus. */
  private static Optional<byte[]> bytes(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64.replace('.', '+')));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "ImportedHash[hidden]";
  }

  /** What makes bytes of a password. */
  private interface Derivation {
    byte[] derive(byte[] password, byte[] salt, int length);
  }
}
