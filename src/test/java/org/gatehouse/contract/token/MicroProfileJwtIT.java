package org.gatehouse.contract.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.Workspace;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An application on another server, secured by MicroProfile JWT, accepts our tokens. */
@Tag("payara")
@ExtendWith(DeployedGatehouse.class)
class MicroProfileJwtIT {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aMicroProfileJwtConsumerAcceptsOurTokens(URI gatehouse, @TempDir Path directory)
      throws Exception {
    Workspace works = Workspace.signUp();
    works.addRole("finance");
    works.giveRoles("ann", "finance");
    Person ann = works.administrator().logInAgain();
    String token = ann.token();
    try (ServerProcess server =
        ServerProcess.launch(directory, Map.of(), consumer(gatehouse, directory)).awaitAnswer()) {
      URI consumer = server.base();
      HttpResponse<String> who = get(consumer, "/consumer/who", token);
      assertThat(who.statusCode()).isEqualTo(200);
      assertThat(who.body()).isEqualTo(works.uid() + "/ann " + works.uid() + " " + gatehouse);
      assertThat(get(consumer, "/consumer/finance", token).body()).isEqualTo("let in");
      // That of the sign-up knows nothing of the role.
      String before = works.administrator().token();
      assertThat(get(consumer, "/consumer/who", before).statusCode()).isEqualTo(200);
      assertThat(get(consumer, "/consumer/finance", before).statusCode()).isEqualTo(403);
      assertThat(get(consumer, "/consumer/secret", token).statusCode()).isEqualTo(403);
      assertThat(get(consumer, "/consumer/who", token + "x").statusCode()).isEqualTo(401);
    }
  }

  private static Path consumer(URI gatehouse, Path directory) {
    Path war = directory.resolve("consumer.war");
    ShrinkWrap.create(WebArchive.class, "consumer.war")
        .addClasses(Consumer.class, Consumer.Api.class)
        .addAsWebInfResource(new StringAsset("<beans bean-discovery-mode=\"all\"/>"), "beans.xml")
        .addAsWebInfResource(
            new StringAsset("<payara-web-app><context-root>/</context-root></payara-web-app>"),
            "payara-web.xml")
        .addAsWebResource(new StringAsset("ready"), "index.html")
        .addAsResource(
            new StringAsset(
                "mp.jwt.verify.publickey.location=%s/.well-known/jwks.json\nmp.jwt.verify.issuer=%s\nmp.jwt.verify.audiences=%s\n"
                    .formatted(gatehouse, gatehouse, gatehouse)),
            "META-INF/microprofile-config.properties")
        .as(ZipExporter.class)
        .exportTo(war.toFile());
    return war;
  }

  private HttpResponse<String> get(URI server, String path, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + path))
            .header("Authorization", "Bearer " + token)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
