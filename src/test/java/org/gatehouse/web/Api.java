package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.fixture.Api.FORWARDED_FOR;
import static org.gatehouse.fixture.Api.address;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.fixture.DeployedGatehouse;

/** What a test of the pages needs and isn't about, made quickly by the API. */
final class Api {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

  private final String token;

  private Api(String token) {
    this.token = token;
  }

  /** A workspace with an administrator who has {@link Person#PASSWORD}. */
  static Api signUp(String workspace, String user) throws IOException, InterruptedException {
    String reply =
        post(
            "/api/1/signup",
            """
            {"workspace_name":"%s","user_name":"%s","email":"%s@example.com","password":"%s"}"""
                .formatted(workspace, user, user, Person.PASSWORD),
            "");
    Matcher token = TOKEN.matcher(reply);
    assertThat(token.find()).as(reply).isTrue();
    return new Api(token.group(1));
  }

  /** The token of its session, which is also what a browser's login cookie holds. */
  String token() {
    return token;
  }

  /** Adds a user with a password that has to be changed. */
  Api add(String user, String displayName) throws IOException, InterruptedException {
    post(
        "/api/1/user",
        """
        {"name":"%s","email":"%s@example.com","display_name":"%s","password":"%s"}"""
            .formatted(user, user, displayName, Person.PASSWORD),
        token);
    return this;
  }

  /** Adds a datasource. */
  Api addDatasource(String name, String description) throws IOException, InterruptedException {
    post(
        "/api/1/datasource",
        """
        {"name":"%s","description":"%s"}"""
            .formatted(name, description),
        token);
    return this;
  }

  /** Adds a role that lets people use these datasources. */
  Api addRole(String name, String... datasources) throws IOException, InterruptedException {
    String named = datasources.length == 0 ? "" : "\"" + String.join("\",\"", datasources) + "\"";
    post(
        "/api/1/role",
        """
        {"name":"%s","description":"Reads","datasources":[%s]}"""
            .formatted(name, named),
        token);
    return this;
  }

  /** What the API tells of a user. */
  String user(String name) throws IOException, InterruptedException {
    return send(to("/api/1/user/" + name).header("Authorization", token).build()).body();
  }

  /** Whether a program gets in, with a password or a key. */
  static boolean letsIn(String workspace, String user, String secret)
      throws IOException, InterruptedException {
    String json =
        """
        {"client_name":"%s","user_name":"%s","password":"%s"}"""
            .formatted(workspace, user, secret);
    return send(to("/api/1/auth").POST(BodyPublishers.ofString(json)).build()).statusCode() == 200;
  }

  /** Gets a page or a file without a browser; redirects are not followed. */
  static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(to(path).build(), BodyHandlers.ofString());
  }

  /** A request that is about to be sent. */
  static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(DeployedGatehouse.base() + path))
        .header(FORWARDED_FOR, address());
  }

  static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static String post(String path, String json, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = to(path).POST(BodyPublishers.ofString(json));
    if (!token.isEmpty()) {
      request.header("Authorization", token);
    }
    HttpResponse<String> reply = send(request.build());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
    return reply.body();
  }
}
