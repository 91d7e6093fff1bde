package org.gatehouse.web;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.core.account.ChoosePreferences;
import org.gatehouse.core.provider.ReturnAddresses;
import org.gatehouse.core.user.ColorScheme;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.FormParameters;
import org.gatehouse.http.PreferenceCookies;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.browser.PageLanguages;

/**
 * {@code /preferences}: somebody chooses a language or colours, at the foot of any page, and is
 * sent back there. No form token is asked for, as error pages have none: that no other site makes
 * the choice is seen to by {@code AdmissionFilter} and by {@code SameSite}.
 */
public class PreferencesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient PreferenceCookies cookies;
  @Inject private transient PageLanguages languages;
  @Inject private transient ChoosePreferences choosePreferences;
  @Inject private transient CurrentCaller caller;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    FormParameters form;
    try {
      form = FormParameters.of(request.getInputStream());
    } catch (BadRequest e) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    } catch (BoundedBody.Unread e) {
      response.sendError(e.status());
      return;
    }
    Preferences chosen =
        new Preferences(
            form.text("language").flatMap(languages::first).map(Locale::toLanguageTag),
            form.text("scheme").flatMap(ColorScheme::find));
    cookies.set(response, chosen);
    caller.find().ifPresent(who -> choosePreferences.choose(who, chosen));
    Optional<String> page = form.text("page").filter(ReturnAddresses::isLocal);
    Redirect.seeOther(response, request.getContextPath() + page.orElse("/"));
  }
}
