package org.gatehouse.http.browser;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;
import org.gatehouse.http.Cookies;
import org.junit.jupiter.api.Test;

/** What a browser is told when somebody logs out. */
class LoginCookieTest {
  private static final String FORGET = "Clear-Site-Data=\"cache\", \"storage\"";

  @Test
  void hasABrowserForgetOurPagesOnASecureConnection() {
    assertThat(headersOfLogout("https://login.example.com")).contains(FORGET);
    // Browsers don't heed it there.
    assertThat(headersOfLogout("http://localhost:8080")).doesNotContain(FORGET);
  }

  private static List<String> headersOfLogout(String publicUrl) {
    Settings settings = Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", publicUrl));
    List<String> headers = new ArrayList<>();
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                HttpServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("setHeader")) {
                    headers.add(arguments[0] + "=" + arguments[1]);
                  }
                  return null;
                });
    new LoginCookie(new Cookies(settings), settings).remove(response);
    return headers;
  }
}
