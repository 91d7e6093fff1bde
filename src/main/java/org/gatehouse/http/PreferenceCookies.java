package org.gatehouse.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.core.user.ColorScheme;
import org.gatehouse.core.user.Preferences;

/** The cookies in which a browser keeps how somebody wants the pages, whoever logs in with it. */
@Singleton
public class PreferenceCookies {
  private static final String LANGUAGE = "gatehouse-language";
  private static final String SCHEME = "gatehouse-scheme";
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9-]{1,35}");
  private static final Duration LIFETIME = Duration.ofDays(365);

  private final Cookies cookies;

  @Inject
  PreferenceCookies(Cookies cookies) {
    this.cookies = cookies;
  }

  /** What was chosen in this browser. */
  public Preferences read(HttpServletRequest request) {
    return new Preferences(language(request, cookies), scheme(request));
  }

  /** Which language was chosen in this browser, as a tag; there may be no pages in it. */
  static Optional<String> language(HttpServletRequest request, Cookies cookies) {
    return cookies.read(request, LANGUAGE).filter(tag -> TAG.matcher(tag).matches());
  }

  private Optional<ColorScheme> scheme(HttpServletRequest request) {
    return cookies.read(request, SCHEME).flatMap(ColorScheme::find);
  }

  /** Has the browser keep what is chosen. */
  public void set(HttpServletResponse response, Preferences chosen) {
    chosen.language().ifPresent(tag -> cookies.set(response, LANGUAGE, tag, LIFETIME));
    chosen.scheme().ifPresent(scheme -> cookies.set(response, SCHEME, scheme.word(), LIFETIME));
  }
}
