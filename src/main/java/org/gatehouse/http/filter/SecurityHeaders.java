package org.gatehouse.http.filter;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.http.KnownResponse;
import org.gatehouse.http.RequestId;
import org.gatehouse.http.Requests;

/** What every answer tells a browser not to do (ASVS 5.0, chapter 3; OWASP Secure Headers). */
@Singleton
public class SecurityHeaders {
  private static final String POLICY = "Content-Security-Policy";
  private static final String OUR_FORMS = "form-action 'self'";
  private static final String OUR_IMAGES = "img-src 'self' data:";
  private static final String ONLY_OURS =
      "default-src 'none'; script-src 'self'; style-src 'self'; "
          + OUR_IMAGES
          + "; connect-src 'self'; "
          + OUR_FORMS
          + "; frame-ancestors 'none'; base-uri 'none'";

  private static final Map<String, String> ALWAYS =
      Map.of(
          POLICY,
          ONLY_OURS,
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

  private final Settings settings;
  private final Requests requests;

  @Inject
  SecurityHeaders(Settings settings, Requests requests) {
    this.settings = settings;
    this.requests = requests;
  }

  /**
   * Lets forms of this page be sent to another site. Its scheme alone is named: browsers hold the
   * redirects of that site against the policy, too, and it may have its people log in at a third.
   *
   * @param action where the form is sent, by https or http
   */
  public static void letFormsLeave(HttpServletResponse response, String action) {
    String schemes = action.startsWith("http:") ? "https: http:" : "https:";
    response.setHeader(POLICY, ONLY_OURS.replace(OUR_FORMS, "form-action " + schemes));
  }

  /**
   * Lets this page show a picture of another site, and tells that site nothing of it.
   *
   * @param picture where it is
   */
  public static void letShow(HttpServletResponse response, URI picture) {
    String ours = Objects.requireNonNullElse(response.getHeader(POLICY), ONLY_OURS);
    response.setHeader(
        POLICY,
        ours.replace(
            OUR_IMAGES,
            OUR_IMAGES + " " + picture.getScheme() + "://" + picture.getRawAuthority()));
  }

  /** Writes them; they replace what is there. */
  public void write(HttpServletRequest request, HttpServletResponse response) {
    // Here, as nothing else comes before it in every request.
    KnownResponse.remember(request, response);
    ALWAYS.forEach(response::setHeader);
    response.setHeader(RequestId.HEADER, requests.id(request));
    if (settings.isSecure()) {
      response.setHeader("Strict-Transport-Security", TWO_YEARS);
    }
    // As the server maps it, not as the client spells it.
    String path = request.getServletPath();
    // Style sheet and script carry their version in the address; all else may be somebody's own.
    response.setHeader(
        "Cache-Control",
        path.startsWith("/resources/") ? "public, max-age=31536000, immutable" : "no-store");
  }
}
