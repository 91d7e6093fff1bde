package org.gatehouse.federation.saml;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.gatehouse.federation.Reason;
import org.gatehouse.federation.SignOnRefusals;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.BoundedBody;

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
      byte[] bytes = BoundedBody.read(body, Encoded.LARGEST_FORM);
      return new SamlParameters(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (BoundedBody.TooLarge e) {
      throw new SamlRefused(SamlRefusal.TOO_LARGE);
    } catch (BadRequest e) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "broken off");
    }
  }

  /** The page for the person; the audit log knows why. */
  static Response refuse(SignOnRefusals refusals, SamlRefused refused, HttpServletRequest request) {
    LOG.log(
        Level.DEBUG,
        () -> "Refused a message: " + refused.why() + " " + Reason.fit(refused.detail()));
    return refusals.reject(refused.provider(), refused.signOn(), refused.reason(), request);
  }
}
