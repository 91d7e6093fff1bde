package org.gatehouse.web.login;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.core.provider.SignOnOffer;

/**
 * A page with a form, as it was made for somebody.
 *
 * @param offer what it offers
 * @param contentType its type, with the character set
 * @param parts the text in front of, between and behind the tokens of its forms
 */
record MadePage(SignOnOffer offer, String contentType, List<String> parts) {
  /**
   * The page that was answered, if it is one with this token.
   *
   * @param offer what was offered when it was asked for
   */
  static Optional<MadePage> of(KeptResponse response, String token, SignOnOffer offer) {
    String[] parts = response.text().split(Pattern.quote(token), -1);
    return response.getStatus() == HttpServletResponse.SC_OK && parts.length > 1
        ? Optional.of(new MadePage(offer, response.getContentType(), List.of(parts)))
        : Optional.empty();
  }

  boolean isFor(SignOnOffer wanted) {
    return offer.equals(wanted);
  }

  /** Sends it with the token of somebody else. */
  void write(HttpServletResponse response, String token) throws IOException {
    response.setContentType(contentType);
    PrintWriter writer = response.getWriter();
    writer.write(parts.get(0));
    for (String part : parts.subList(1, parts.size())) {
      writer.write(token);
      writer.write(part);
    }
  }
}
