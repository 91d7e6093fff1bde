package org.gatehouse.http.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.core.provider.ReturnAddresses;
import org.gatehouse.http.QueryString;
import org.gatehouse.http.Requests;
import org.jspecify.annotations.Nullable;

/**
 * How the pages of a login know for which application it is: where the person goes after it, {@code
 * then}, is the way back to the request of the application. The same for those of a logout.
 */
public final class ApplicationLogin {
  private static final String CONTINUE = "/authorize/continue";
  private static final String END_SESSION = "/end-session";
  private static final String KEY = "key";

  private ApplicationLogin() {}

  /** Whether a request comes back from such a page. */
  public static boolean isContinued(HttpServletRequest request) {
    return Requests.path(request).equals(CONTINUE);
  }

  /** The key of the request that is gone on with; empty if there is none. */
  public static String key(String query) {
    return QueryString.first(query, KEY).orElse("");
  }

  /**
   * The way back.
   *
   * @param key of the request of the application
   */
  public static String then(String key) {
    return CONTINUE + "?" + KEY + "=" + key;
  }

  /**
   * The same, in the language that the application wants; all pages on the way know it by that.
   *
   * @param key of the request of the application
   */
  public static String then(String key, Optional<Locale> language) {
    return then(key) + language.map(wanted -> "&" + PageLanguages.parameter(wanted)).orElse("");
  }

  /**
   * The way back as the parameter of an address.
   *
   * @param key of the request of the application
   */
  public static String parameter(String key, Optional<Locale> language) {
    return "then=" + URLEncoder.encode(then(key, language), StandardCharsets.UTF_8);
  }

  /**
   * The languages that an application wants for a page of ours, as {@link PageLanguages#PARAMETER}
   * has them.
   *
   * @param query of the page, if it has one
   * @param then where the person goes after it: anything
   */
  public static Optional<String> languages(@Nullable String query, String then) {
    return QueryString.first(query, PageLanguages.PARAMETER)
        .or(() -> QueryString.first(queryOf(then), PageLanguages.PARAMETER));
  }

  private static String queryOf(String address) {
    return address.substring(address.indexOf('?') + 1);
  }

  /**
   * Whether a way leads to an application in the end, which is another site.
   *
   * @param then where the person goes: anything
   */
  public static boolean leavesUs(String then) {
    return ReturnAddresses.isLocal(then)
        && (keyOf(then).isPresent() || then.startsWith(END_SESSION));
  }

  /**
   * The key of the request that a login is for, if it is for one.
   *
   * @param then where the person goes after it: anything
   */
  public static Optional<String> keyOf(String then) {
    String way = CONTINUE + "?";
    return then.startsWith(way)
        ? QueryString.first(then.substring(way.length()), KEY)
        : Optional.empty();
  }
}
