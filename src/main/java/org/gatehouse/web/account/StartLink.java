package org.gatehouse.web.account;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.core.oauth.client.ClientMetadata;

/**
 * The way to an application.
 *
 * @param name what people know it by
 * @param address where one begins
 * @param logo its picture, if the page may show it
 */
public record StartLink(String name, URI address, Optional<URI> logo) {
  /** The way to a client that says where one begins. */
  static StartLink to(ClientMetadata client) {
    return new StartLink(client.name(), client.clientUri().orElseThrow(), client.logoUri());
  }

  /** The same without the picture. */
  StartLink withoutLogo() {
    return new StartLink(name, address, Optional.empty());
  }

  /** Where that is. */
  public String getUrl() {
    return address.toString();
  }

  /** The host, by which people tell it from another of the same name. */
  public String getSite() {
    return address.getHost();
  }

  /** The address of the picture; empty if there is none. */
  public String getPicture() {
    return logo.map(URI::toString).orElse("");
  }

  /** What stands where others have a picture. */
  public String getInitial() {
    return new StringBuilder()
        .appendCodePoint(name.codePointAt(0))
        .toString()
        .toUpperCase(Locale.ROOT);
  }
}
