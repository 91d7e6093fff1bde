package org.gatehouse.contract.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;

/**
 * A program of an organization, which CloudForge's API knows by a developer key.
 *
 * @param works the organization
 * @param key the developer key
 * @param keyId its id
 */
record Application(Workspace works, String key, String keyId) {
  static final String FORM = "application/x-www-form-urlencoded";
  static final String JSON = "application/json";
  static final String XML = "application/xml";
  static final String LOGIN = "/api/1/login";
  static final String ME = "/api/1/users/me";

  /** Makes the key. */
  static Application of(Workspace works) {
    Reply made = works.makeDeveloperKey();
    return new Application(works, made.text("key"), made.text("key_id"));
  }

  /** The credentials of the application. */
  Map<String, String> developer() {
    return Map.of(
        "credentials[developerOrganization]", works.uid(), "credentials[developerKey]", key);
  }

  /** Those of the application and of a user of the organization. */
  Map<String, String> with(Person person) {
    return with(user(works.uid(), person.name(), person.password()));
  }

  /** Those of the application, and what else is given. */
  Map<String, String> with(Map<String, String> more) {
    return plus(developer(), more);
  }

  /** The credentials of a user. */
  static Map<String, String> user(String domain, String login, String password) {
    return Map.of(
        "credentials[domain]",
        domain,
        "credentials[login]",
        login,
        "credentials[password]",
        password);
  }

  static Map<String, String> plus(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }

  static Map<String, String> without(Map<String, String> all, String name) {
    Map<String, String> fewer = new LinkedHashMap<>(all);
    assertThat(fewer.remove(name)).as(name).isNotNull();
    return fewer;
  }

  /** Parameters as a body of this type. */
  static String body(String type, Map<String, String> parameters) {
    return switch (type) {
      case JSON -> Api.json(Map.of("credentials", shortNames(parameters)));
      case XML ->
          shortNames(parameters).entrySet().stream()
              .map(entry -> "<%1$s>%2$s</%1$s>".formatted(entry.getKey(), entry.getValue()))
              .collect(Collectors.joining("", "<hash><credentials>", "</credentials></hash>"));
      default -> Api.form(parameters);
    };
  }

  private static Map<String, String> shortNames(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().replaceAll(".*\\[|\\]", ""), Map.Entry::getValue));
  }

  /** Tries credentials out. */
  static Reply logIn(Map<String, String> credentials) {
    return Api.anonymous().postForm(LOGIN, credentials);
  }

  /** Fails unless the request was accepted, in JSON. */
  static Reply isAccepted(Reply reply) {
    assertThat(reply.is(200).header("Content-Type").orElse("")).startsWith("application/json");
    return reply.hasBody("cloudforge/accepted.json").hasSecurityHeaders();
  }

  /** Fails unless this is CloudForge's simple 401. */
  static Reply isRefused(Reply reply) {
    assertThat(reply.is(401).body()).isEmpty();
    assertThat(reply.header("WWW-Authenticate"))
        .contains("Basic realm=\"Gatehouse\", charset=\"UTF-8\"");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Set-Cookie")).isEmpty();
    return reply.hasSecurityHeaders();
  }

  /** Fails unless this is an error in the dialect's shape, in the format of its type. */
  static Reply isError(Reply reply, int status, String error) {
    boolean xml = reply.is(status).header("Content-Type").orElse("").startsWith(XML);
    return reply.hasBody("cloudforge/error." + (xml ? "xml" : "json"), "error", error);
  }
}
