package org.gatehouse.core.oauth.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.provider.ReturnAddress;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Where a client may have people and their codes sent: the very addresses that are registered (RFC
 * 9700, 2.1), but for the port of an address of the own machine (RFC 8252, 7.3).
 */
public final class RedirectUris {
  /** The longest, in characters. */
  public static final int LONGEST = 1_000;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

  private final List<String> registered;
  private final boolean prefixes;

  /**
   * @param registered those of the client
   * @param prefixes whether what is below one of them will do, as elytron-oidc-client needs it
   */
  RedirectUris(List<String> registered, boolean prefixes) {
    this.registered = List.copyOf(registered);
    this.prefixes = prefixes;
  }

  /**
   * Whether the client may use an address.
   *
   * @param wanted anything
   */
  public boolean allow(String wanted) {
    return registered.stream()
        .anyMatch(
            known ->
                known.equals(wanted)
                    || (wanted.length() <= LONGEST
                        && (differOnlyInLoopbackPort(known, wanted)
                            || (prefixes && isBelow(known, wanted)))));
  }

  /** The only one, for a client that names none (RFC 6749, 3.1.2.3). */
  public Optional<String> only() {
    return registered.size() == 1 && !prefixes ? Optional.of(registered.get(0)) : Optional.empty();
  }

  private static boolean isBelow(String known, String wanted) {
    return new ReturnAddress(known).covers(wanted);
  }

  private static boolean differOnlyInLoopbackPort(String known, String wanted) {
    Optional<URI> one = parse(known).filter(RedirectUris::isLoopback);
    Optional<URI> other = parse(wanted).filter(RedirectUris::isLoopback);
    return one.isPresent()
        && other.isPresent()
        && withoutPort(one.get()).equals(withoutPort(other.get()));
  }

  private static boolean isLoopback(URI uri) {
    return "http".equals(uri.getScheme())
        && uri.getRawUserInfo() == null
        && uri.getHost() != null
        && LOOPBACK.contains(uri.getHost());
  }

  /** The text without its port: everything else must be the same, letter for letter. */
  private static String withoutPort(URI uri) {
    String text = uri.toString();
    return uri.getPort() < 0 ? text : text.replaceFirst(":" + uri.getPort() + "(?=[/?]|$)", "");
  }

  /**
   * Whether an address can be registered: absolute, without fragment, user or wildcard; of the web,
   * in the clear only where it stays in an intranet, which is for the administrator to know; for
   * programs on people's machines also of a scheme of their own, named after a domain (RFC 8252,
   * 7.1).
   *
   * @param text anything
   * @param isPublic whether the client is such a program
   */
  static boolean canBeRegistered(String text, boolean isPublic) {
    return parse(text)
        .filter(uri -> uri.getRawFragment() == null && text.indexOf('*') < 0)
        .filter(uri -> isOfTheWeb(uri) || (isPublic && isOfAProgram(uri)))
        .isPresent();
  }

  /**
   * Whether an address can stand for all below it.
   *
   * @param text one that can be registered
   */
  static boolean canBePrefix(String text) {
    try {
      return isOfTheWeb(URI.create(text)) && new ReturnAddress(text).covers(text);
    } catch (InvalidInput e) {
      return false;
    }
  }

  /** Whether it is one of the web, to which a browser may be sent or a request made. */
  static boolean isOfTheWeb(URI uri) {
    return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.equals(uri.normalize());
  }

  private static boolean isOfAProgram(URI uri) {
    return uri.isAbsolute() && !uri.isOpaque() && uri.getScheme().contains(".");
  }

  /**
   * What can be an address at all: no spaces, no controls, nothing that browsers read otherwise.
   */
  static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean plain =
          text.length() <= LONGEST
              && text.chars().allMatch(c -> c > 0x20 && c < 0x7f)
              && uri.isAbsolute()
              && uri.getScheme().equals(uri.getScheme().toLowerCase(Locale.ROOT));
      return plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
