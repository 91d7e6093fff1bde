package org.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.ColorScheme;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.PreferenceCookies;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.PageLanguages;

/**
 * In which language and which colours a page is shown, and what else there is to choose from. What
 * was chosen in a browser counts there, whoever logs in; else what the person has chosen elsewhere.
 */
@Named
@ApplicationScoped
public class Appearance {
  @Inject private PreferenceCookies cookies;
  @Inject private PageLanguages languages;
  @Inject private CurrentCaller caller;
  @Inject private CurrentUser currentUser;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private Texts texts;

  /** Which language was chosen in this browser, if there are pages in it. */
  Optional<Locale> chosenLanguage() {
    return cookies.read(request).language().flatMap(languages::first);
  }

  /** Which language the person has chosen, in whatever browser, likewise. */
  Optional<Locale> languageOfPerson() {
    return ofPerson().language().flatMap(languages::first);
  }

  private Preferences ofPerson() {
    return caller.find().map(Caller::preferences).orElse(Preferences.NONE);
  }

  private ColorScheme scheme() {
    return cookies.read(request).or(ofPerson()).scheme().orElse(ColorScheme.SYSTEM);
  }

  /** The colours that were chosen, {@code light} or {@code dark}; empty for those of the device. */
  public String getScheme() {
    return scheme() == ColorScheme.SYSTEM ? "" : scheme().word();
  }

  /** The colours that the page can have (CSS Color Adjustment 1, 2.1). */
  public String getSchemes() {
    return scheme() == ColorScheme.SYSTEM ? "light dark" : scheme().word();
  }

  /** In which direction the language of the page is written (HTML, {@code dir}). */
  public String getDirection() {
    return PageLanguages.direction(currentUser.getLocale());
  }

  /** The languages to choose from, each by its own name. */
  public List<Choice> getLanguages() {
    Locale present = currentUser.getLocale();
    return languages.all().stream()
        .map(
            language ->
                new Choice(
                    language.toLanguageTag(),
                    PageLanguages.name(language),
                    language.equals(present)))
        .toList();
  }

  /** The colours to choose from. */
  public List<Choice> getColors() {
    ColorScheme present = scheme();
    return Arrays.stream(ColorScheme.values())
        .map(
            scheme ->
                new Choice(scheme.word(), texts.get("scheme." + scheme.word()), scheme == present))
        .toList();
  }

  /**
   * Where the person is, to come back to after a choice. A form that was sent comes from the page
   * with its parameters, and an error isn't worth to be shown again.
   */
  public String getPage() {
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null) {
      return requests.pageBefore(request).orElse("/");
    }
    String path = Requests.path(request);
    if ("POST".equals(request.getMethod())) {
      return requests
          .pageBefore(request)
          .filter(before -> before.equals(path) || before.startsWith(path + "?"))
          .orElse(path);
    }
    String query = request.getQueryString();
    return query == null ? path : path + "?" + query;
  }

  /**
   * Something to choose.
   *
   * @param word what is sent for it
   * @param name what people call it
   * @param chosen whether it is what the page has
   */
  public record Choice(String word, String name, boolean chosen) {}
}
