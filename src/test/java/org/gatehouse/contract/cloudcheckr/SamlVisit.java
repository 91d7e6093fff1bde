package org.gatehouse.contract.cloudcheckr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Reply;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * A browser without a window, on its way to a SAML identity provider.
 *
 * @param cookie by which it is known when it comes back
 * @param address where it was sent
 * @param request what it was asked to bring there
 */
public record SamlVisit(String cookie, URI address, Element request) {
  static final String SAML = "/v1/auth/saml/";
  static final String COOKIE = "gatehouse-sign-on";

  /** Wants to log in at this provider. */
  public static SamlVisit leave(UUID provider, String more) {
    return of(wanting().get(SAML + "login?provider=" + provider + more));
  }

  /** Was sent there. */
  static SamlVisit of(Reply reply) {
    URI address = URI.create(reply.is(303).header("Location").orElseThrow());
    return new SamlVisit(
        reply.cookie(COOKIE).orElseThrow(), address, message(address, "SAMLRequest"));
  }

  /** A browser that was nowhere yet. */
  static Api wanting() {
    return Api.anonymous().with("Accept", "text/html");
  }

  /** What the answer has to name. */
  public String requestId() {
    return request.attr("ID");
  }

  /** Posts a response as a page of the provider makes a browser do it: with no cookie of ours. */
  static Reply bring(String workspace, String response) {
    return bring(workspace, response, "https://evil.example/");
  }

  /** The same with what the provider gives back beside it. */
  static Reply bring(String workspace, String response, String relayState) {
    return wanting()
        .with("Origin", "https://idp.example")
        .with("Sec-Fetch-Site", "cross-site")
        .with("Sec-Fetch-Mode", "navigate")
        .postForm(
            SAML + "acs?workspace=" + workspace,
            Map.of("SAMLResponse", base64(response), "RelayState", relayState));
  }

  /** Goes on by itself after that, and has its cookies again. */
  Reply goOn(Reply arrived) {
    URI next = URI.create(arrived.is(303).header("Location").orElseThrow());
    String arrival = arrived.cookie("gatehouse-arrival").orElseThrow();
    return wanting()
        .with("Cookie", COOKIE + "=" + cookie + "; gatehouse-arrival=" + arrival)
        .get(next.getRawPath());
  }

  /** All of it. */
  public Reply comeBack(String workspace, String response) {
    return goOn(bring(workspace, response));
  }

  static String base64(String xml) {
    return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
  }

  /** A parameter of an address. */
  static String parameter(URI address, String name) {
    for (String pair : address.getQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new AssertionError("no " + name + " in " + address);
  }

  /** The message in an address. */
  static Element message(URI address, String parameter) {
    byte[] deflated = Base64.getDecoder().decode(parameter(address, parameter));
    try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true))) {
      String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Jsoup.parse(xml, Parser.xmlParser()).firstElementChild();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
