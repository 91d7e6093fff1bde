package org.gatehouse.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.core.settings.Settings;

/**
 * Our cookies: {@code __Host-} (RFC 6265bis), HttpOnly, Secure, SameSite=Lax; on plain http, which
 * only this machine itself may use, the same without the prefix and Secure.
 */
@Singleton
public class Cookies {
  /** A cookie that ends with the browser. */
  public static final Duration BROWSER_SESSION = Duration.ofSeconds(-1);

  private static final Duration GONE = Duration.ZERO;
  private static final Pattern SEMICOLONS = Pattern.compile(";");
  private static final Pattern QUOTES = Pattern.compile("^\"(.*)\"$");

  private final boolean secure;

  /** Cookies of an installation with these settings. */
  @Inject
  public Cookies(Settings settings) {
    this.secure = settings.isSecure();
  }

  /**
   * The value of one of ours, among whatever others an application has set for the same host. Read
   * from the header itself (RFC 6265, 5.4): what servers make of it when a neighbour has umlauts,
   * JSON or no name differs, and may lose ours.
   */
  public Optional<String> read(HttpServletRequest request, String name) {
    String prefix = fullName(name) + "=";
    return Collections.list(request.getHeaders("Cookie")).stream()
        .flatMap(SEMICOLONS::splitAsStream)
        .map(String::strip)
        .filter(pair -> pair.startsWith(prefix))
        .map(pair -> QUOTES.matcher(pair.substring(prefix.length())).replaceFirst("$1"))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** Sets one of ours for so long. */
  public void set(HttpServletResponse response, String name, String value, Duration maxAge) {
    Cookie cookie = new Cookie(fullName(name), value);
    cookie.setHttpOnly(true);
    cookie.setSecure(secure);
    cookie.setPath("/");
    cookie.setAttribute("SameSite", "Lax");
    cookie.setMaxAge((int) maxAge.toSeconds());
    response.addCookie(cookie);
  }

  /** Has the browser forget one of ours. */
  public void remove(HttpServletResponse response, String name) {
    set(response, name, "", GONE);
  }

  private String fullName(String name) {
    return secure ? "__Host-" + name : name;
  }
}
