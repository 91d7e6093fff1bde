package org.gatehouse.federation.saml;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.gatehouse.federation.Arrivals;
import org.gatehouse.federation.Reason;

/** What the resources of SAML share: forms come in, refusals go out. */
final class SamlForm {
  private static final Logger LOG = System.getLogger(SamlForm.class.getName());

  private SamlForm() {}

  /**
   * The form in a body.
   *
   * @throws SamlRefused if it is too large, breaks off, or asks to fetch a message
   */
  static SamlParameters read(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(Encoded.LARGEST_FORM + 1);
      if (bytes.length > Encoded.LARGEST_FORM) {
        throw new SamlRefused(SamlRefusal.TOO_LARGE);
      }
      return new SamlParameters(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "broken off");
    }
  }

  /** The page for the person; the audit log knows why. */
  static Response refuse(Arrivals arrivals, SamlRefused refused, HttpServletRequest request) {
    LOG.log(
        Level.DEBUG,
        () -> "Refused a message: " + refused.why() + " " + Reason.fit(refused.detail()));
    return arrivals.reject(refused.provider(), refused.signOn(), refused.reason(), request);
  }
}
