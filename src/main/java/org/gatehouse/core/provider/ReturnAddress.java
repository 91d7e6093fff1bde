package org.gatehouse.core.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * An address to which people may be sent: everything at and below it. Absolute, {@code https} (or
 * {@code http}, for an intranet's own), with no user, query or fragment.
 *
 * @param value the address as it was written
 */
public record ReturnAddress(String value) {
  private static final int LONGEST = 500;

  /**
   * @throws InvalidInput if it is none
   */
  public ReturnAddress {
    value = value.strip();
    if (value.length() > LONGEST || parse(value).filter(ReturnAddress::isPlain).isEmpty()) {
      throw new InvalidInput(ProviderRule.RETURN_ADDRESS_INVALID);
    }
  }

  /**
   * Whether an address is this one or below it.
   *
   * @param target anything
   */
  public boolean covers(String target) {
    URI own = parse(value).orElseThrow();
    Optional<URI> wanted = parse(target);
    // Browsers read a backslash as a slash; java.net.URI refuses it, as it does spaces and
    // controls.
    return wanted.isPresent()
        && wanted.get().getRawUserInfo() == null
        && wanted.get().equals(wanted.get().normalize())
        // Browsers take them for dots, and go up.
        && !wanted.get().getRawPath().toLowerCase(Locale.ROOT).contains("%2e")
        // Some servers take ..; for two dots.
        && !wanted.get().getRawPath().contains(".;")
        && origin(own).equals(origin(wanted.get()))
        && isBelow(own.getRawPath(), wanted.get().getRawPath());
  }

  private static boolean isBelow(String own, String wanted) {
    String folder = own.endsWith("/") ? own : own + "/";
    return wanted.equals(own) || (wanted.isEmpty() ? "/" : wanted).startsWith(folder);
  }

  private static boolean isPlain(URI uri) {
    return uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && uri.equals(uri.normalize());
  }

  private static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  private static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean web =
          uri.getHost() != null
              && ("https".equalsIgnoreCase(uri.getScheme())
                  || "http".equalsIgnoreCase(uri.getScheme()));
      return web && text.chars().allMatch(c -> c > 0x20 && c < 0x7f)
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
