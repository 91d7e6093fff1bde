package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.signon.LinkedIdentity;

/** A linked identity, as a page shows it. */
public record IdentityRow(LinkedIdentity link, String provider, Texts texts) {
  /** The rows of links. */
  public static List<IdentityRow> of(
      List<LinkedIdentity> links, IdentityProviders providers, Texts texts) {
    return links.stream()
        .map(
            link ->
                new IdentityRow(
                    link,
                    providers.withId(link.providerId()).map(IdentityProvider::name).orElse("–"),
                    texts))
        .toList();
  }

  /** The link whose row's button was pressed, if one was. */
  public static Optional<LinkedIdentity> pressed(
      HttpServletRequest request, String button, List<LinkedIdentity> links) {
    Optional<String> key = Optional.ofNullable(request.getParameter(button));
    return links.stream().filter(link -> key.equals(Optional.of(key(link)))).findFirst();
  }

  private static String key(LinkedIdentity link) {
    return link.providerId() + "/" + link.subjectHash();
  }

  /** What its button sends. */
  public String key() {
    return key(link);
  }

  /** Since when. */
  public Moment linked() {
    return texts.moment(Optional.of(link.linkedAt()));
  }

  /** When the person last logged in so. */
  public Moment lastLogin() {
    return texts.moment(link.lastLoginAt());
  }
}
