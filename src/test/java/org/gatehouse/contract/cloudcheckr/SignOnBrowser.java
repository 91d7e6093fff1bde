package org.gatehouse.contract.cloudcheckr;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.FakeProvider;
import org.gatehouse.fixture.Reply;

/**
 * A browser without a window, on its way to an OpenID provider.
 *
 * @param cookie by which it is known when it comes back
 * @param login where it was sent
 */
record SignOnBrowser(String cookie, URI login) {
  private static final String LOGIN = "/v1/auth/oidc/login?provider=";
  private static final String COOKIE = "gatehouse-sign-on";

  /** Wants to log in at this provider. */
  static SignOnBrowser leave(UUID provider, String more) {
    return of(wanting().get(LOGIN + provider + more));
  }

  /** Was sent there. */
  static SignOnBrowser of(Reply reply) {
    return new SignOnBrowser(
        reply.is(303).cookie(COOKIE).orElseThrow(),
        URI.create(reply.header("Location").orElseThrow()));
  }

  /** A browser that was nowhere yet. */
  static Api wanting() {
    return Api.anonymous().with("Accept", "text/html");
  }

  /** Logs in there; answers the path to come back by. */
  String answer(FakeProvider provider) {
    URI back = provider.answer(login);
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  /** Comes back by this path. */
  Reply come(String path) {
    return api().get(path);
  }

  /** Only asks for the head of what is at this path. */
  Reply head(String path) {
    return api().send("HEAD", path, BodyPublishers.noBody());
  }

  private Api api() {
    return wanting().with("Cookie", COOKIE + "=" + cookie);
  }

  /** Logs in there and comes back. */
  Reply comeBack(FakeProvider provider) {
    return come(answer(provider));
  }
}
