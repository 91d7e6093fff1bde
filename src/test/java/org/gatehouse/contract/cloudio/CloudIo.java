package org.gatehouse.contract.cloudio;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;

/**
 * A session of a client of CloudIO's.
 *
 * @param anonymous where, without the login
 * @param jwt what to show with each request
 * @param csrf what to show beside it
 * @param id the session
 */
record CloudIo(Api anonymous, String jwt, String csrf, String id) {
  static final String AUTH = "/v1/auth";

  /** Logs in as the seed's sample does. */
  static Reply logIn(Api api, String name, String secret) {
    return logIn(api, "Authorization", name, secret);
  }

  /** Logs in with this header. */
  static Reply logIn(Api api, String header, String name, String secret) {
    return api.with(header, token(name, secret)).post(AUTH, "application/json", "{}");
  }

  /** What that header says. */
  static String token(String name, String secret) {
    return "Token " + Api.pair(name, secret);
  }

  /** Opens a session. */
  static CloudIo open(Person person) {
    Api there = person.anonymous();
    return of(
        there,
        logIn(there.with("X-Workspace", person.workspace()), person.name(), person.password()));
  }

  /** The session that a login has opened. */
  static CloudIo of(Api anonymous, Reply login) {
    login.is(200);
    return new CloudIo(anonymous, login.text("jwt"), login.text("csrf"), login.text("sessionId"));
  }

  /** With the jwt, but not with the csrf. */
  Api withoutCsrf() {
    return anonymous.with("Authorization", "Bearer " + jwt);
  }

  /** With both, as the contract would have it first. */
  Reply get(String path) {
    return withoutCsrf().get(path + "?csrf=" + csrf);
  }

  /** Whether the session goes on. */
  boolean isOpen() {
    return get("/v1/auth/status").status() == 200;
  }

  /** What the jwt says. */
  JWTClaimsSet claims() {
    try {
      return SignedJWT.parse(jwt).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new AssertionError("no JWT: " + jwt, e);
    }
  }
}
