package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;

/**
 * A token of a client of CloudCheckr's.
 *
 * @param anonymous where, without the token
 * @param value what to show with each request
 */
record CloudCheckr(Api anonymous, String value) {
  static final String TOKEN = "/v1/auth/token";
  static final String STATE = "/v1/users/me/state";
  static final String KEY = "/v1/users/me/key";
  static final String RESET = "/v1/auth/resetpassword";
  static final String PING = "/v1/auth/ping";
  static final String FORM = "application/x-www-form-urlencoded";

  /** Logs in as the seed's sample does. */
  static Reply logIn(Api api, String name, String password) {
    return api.postForm(TOKEN, Map.of("username", name, "password", password));
  }

  /** Opens a session. */
  static CloudCheckr open(Person person) {
    Api there = person.anonymous();
    return of(
        there,
        logIn(there.with("X-Workspace", person.workspace()), person.name(), person.password()));
  }

  /** The token of a reply. */
  static CloudCheckr of(Api anonymous, Reply reply) {
    return new CloudCheckr(anonymous, reply.is(200).text("token"));
  }

  /** The API with the token. */
  Api api() {
    return anonymous.withToken(value);
  }

  /** What a refresh answers. */
  Reply refreshing() {
    return api().patch(TOKEN, "");
  }

  /** The token that replaces this one. */
  CloudCheckr refresh() {
    return of(anonymous, refreshing());
  }

  /** Whether the token is good. */
  boolean isGood() {
    return api().get(STATE + "?app=glass").status() == 200;
  }

  /** The session. */
  UUID session() {
    return UUID.fromString(String.valueOf(claims().getClaim("sid")));
  }

  /** Of which generation it is. */
  long generation() {
    return (Long) claims().getClaim("gen");
  }

  /** What it says. */
  JWTClaimsSet claims() {
    try {
      return SignedJWT.parse(value).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new AssertionError("no JWT: " + value, e);
    }
  }

  /** Fails unless this is the refusal that is the same for every reason. */
  static Reply isUnauthorized(Reply reply) {
    reply.is(401).hasBody("cloudcheckr/unauthorized.json").hasSecurityHeaders();
    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(reply.header("WWW-Authenticate")).contains("Bearer");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    return reply;
  }

  /** Fails unless this is an error of the dialect's shape. */
  static Reply isError(Reply reply, int status, String title, String detail) {
    reply
        .is(status)
        .hasSecurityHeaders()
        .hasBody(
            "cloudcheckr/error.json",
            "status",
            Integer.toString(status),
            "title",
            title,
            "detail",
            detail);
    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
    return reply;
  }

  /** Adds a user of a name that nobody has. */
  static Person add(Workspace works) {
    return works.add("b" + Workspace.unique());
  }

  /** Has the server forget what it remembers of a user, by a change that changes nothing. */
  static void forget(Person administrator, Person user) {
    administrator.api().patch(user.path(), Map.of("display_name", user.name())).is(200);
  }
}
