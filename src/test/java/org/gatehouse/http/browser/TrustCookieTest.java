package org.gatehouse.http.browser;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.core.login.TrustDevice.Trusted;
import org.gatehouse.fixture.Given;
import org.gatehouse.http.Cookies;
import org.junit.jupiter.api.Test;

/** What a browser keeps that stands for a second factor: for us alone, and for so long. */
class TrustCookieTest {
  @Test
  void isForThisHostAloneAndForNoScript() {
    Cookie cookie = cookie("https://login.example.com");

    assertThat(cookie.getName()).isEqualTo("__Host-gatehouse-trusted");
    assertThat(cookie.getValue()).isEqualTo("kept");
    assertThat(cookie.getSecure()).isTrue();
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getDomain()).isNull();
    assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
    assertThat(cookie.getMaxAge()).isEqualTo((int) Duration.ofDays(30).toSeconds());
    assertThat(cookie("http://localhost:8080").getName()).isEqualTo("gatehouse-trusted");
  }

  private static Cookie cookie(String publicUrl) {
    List<Cookie> cookies = new ArrayList<>();
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                HttpServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("addCookie")) {
                    cookies.add((Cookie) arguments[0]);
                  }
                  return null;
                });
    Cookies ours = new Cookies(Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", publicUrl)));
    new TrustCookie(ours).set(response, new Trusted("kept", 30));
    return cookies.get(0);
  }
}
