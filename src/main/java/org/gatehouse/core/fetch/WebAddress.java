package org.gatehouse.core.fetch;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address on the web as people type it and metadata has it, read as generously as browsers do:
 * with space around, an international host, an underscore in the host, or characters that a URI
 * (RFC 3986) has only escaped. What comes out is ASCII, and what was a URI already stays as it is.
 *
 * <p>{@link URI} knows no host with an underscore ({@code getHost} is null then), so ask this for
 * it.
 *
 * @param uri the address
 * @param host its host, in ASCII; IPv6 in brackets
 * @param port its port; that of the scheme if none is given
 */
public record WebAddress(URI uri, String host, int port) {
  /** The longest address, characters. */
  public static final int LONGEST = 2_000;

  private static final Pattern SHAPE =
      Pattern.compile("(?i)(https?)://([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:@\\[\\]]+)(?::([0-9]{0,5}))?");
  private static final Pattern LABELS =
      Pattern.compile(
          "(?i)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*"
              + "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.?");

  /** What a person takes for nothing: space of any kind, and marks without width. */
  private static final String BLANK = "[\\s\\p{Z}\\x{FEFF}\\x{200B}]+";

  /** IDNA 2003, which the JDK has, makes another name of these than browsers do (UTS #46). */
  private static final Pattern READ_IN_TWO_WAYS =
      Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

  private static final Pattern WITH_SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:");

  private static final String UNESCAPED = "-._~:/?@!$&'()*+,;=";

  /**
   * Reads an address.
   *
   * @param text anything
   * @return nothing if it isn't one of http or https, or names a user or a fragment
   */
  public static Optional<WebAddress> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String address = text.replaceFirst("^" + BLANK, "").replaceFirst(BLANK + "$", "");
    Matcher shape = SHAPE.matcher(address);
    if (!shape.matches()
        || shape.group(5) != null
        // Browsers read it as a slash.
        || address.indexOf('\\') >= 0
        || address.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    Matcher authority = AUTHORITY.matcher(shape.group(2));
    if (!authority.matches()) {
      return Optional.empty();
    }
    String query = shape.group(4) == null ? "" : shape.group(4);
    String scheme = shape.group(1).toLowerCase(Locale.ROOT);
    String given = authority.group(2) == null ? "" : authority.group(2);
    int port = given.isEmpty() ? (scheme.equals("https") ? 443 : 80) : Integer.parseInt(given);
    return host(authority.group(1))
        .filter(host -> port <= 65_535)
        .flatMap(
            host ->
                of(
                    scheme
                        + "://"
                        + host
                        + (given.isEmpty() ? "" : ":" + given)
                        + escaped(shape.group(3))
                        + escaped(query),
                    host,
                    port));
  }

  /**
   * Reads where a server redirects to, as generously.
   *
   * @param base the address that it was asked at
   * @param text anything; it may be relative (RFC 9110, 10.2.2), and its fragment is for browsers
   */
  public static Optional<WebAddress> read(URI base, String text) {
    String reference = text.strip().replaceFirst("#.*$", "");
    if (WITH_SCHEME.matcher(reference).lookingAt()) {
      return read(reference);
    }
    if (reference.startsWith("//")) {
      return read(base.getScheme() + ":" + reference);
    }
    try {
      return read(base.resolve(escaped(reference)).toString());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<WebAddress> of(String ascii, String host, int port) {
    try {
      return ascii.length() > LONGEST
          ? Optional.empty()
          : Optional.of(new WebAddress(new URI(ascii), host, port));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> host(String given) {
    if (given.startsWith("[")) {
      return Optional.of(given);
    }
    try {
      boolean ascii = given.chars().allMatch(c -> c < 0x80);
      String host = ascii ? given : IDN.toASCII(given, IDN.ALLOW_UNASSIGNED);
      return Optional.of(host)
          .filter(known -> ascii || !READ_IN_TWO_WAYS.matcher(given).find())
          .filter(known -> known.length() <= 253 && LABELS.matcher(known).matches());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean plain =
          (c < 0x80 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0))
              || (c == '%' && text.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*"));
      if (plain) {
        escaped.append((char) c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          escaped.append(String.format(Locale.ROOT, "%%%02X", b));
        }
      }
      i += Character.charCount(c);
    }
    return escaped.toString();
  }

  /** The address. */
  @Override
  public String toString() {
    return uri.toString();
  }

  /** The host of an address that was read before; IPv6 in brackets. Empty if it is none. */
  public static String hostOf(URI address) {
    return read(address.toString()).map(WebAddress::host).orElse("");
  }

  /** The port of an address that was read before, or its scheme's; -1 if it is none. */
  public static int portOf(URI address) {
    return read(address.toString()).map(WebAddress::port).orElse(-1);
  }
}
