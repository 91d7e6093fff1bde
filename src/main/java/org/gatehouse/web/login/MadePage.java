package org.gatehouse.web.login;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.core.provider.SignOnOffer;

/**
 * A page with a form, as it was made for somebody.
 *
 * @param offer what it offers
 * @param contentType its type, with the character set
 * @param before the text in front of the form's token
 * @param after the text behind it
 */
record MadePage(SignOnOffer offer, String contentType, String before, String after) {
  /**
   * The page that was answered, if it is one with this token in one place.
   *
   * @param offer what was offered when it was asked for
   */
  static Optional<MadePage> of(KeptResponse response, String token, SignOnOffer offer) {
    String[] parts = response.text().split(Pattern.quote(token), -1);
    return response.getStatus() == HttpServletResponse.SC_OK && parts.length == 2
        ? Optional.of(new MadePage(offer, response.getContentType(), parts[0], parts[1]))
        : Optional.empty();
  }

  boolean isFor(SignOnOffer wanted) {
    return offer.equals(wanted);
  }

  /** Sends it with the token of somebody else. */
  void write(HttpServletResponse response, String token) throws IOException {
    response.setContentType(contentType);
    PrintWriter writer = response.getWriter();
    writer.write(before);
    writer.write(token);
    writer.write(after);
  }
}
