package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.core.provider.Preset;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.fixture.Build;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.IdpTest;
import org.gatehouse.fixture.KeycloakRealm;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does what docs/sso/keycloak.md says has single sign-on by both protocols. */
@IdpTest
class KeycloakInstructionsIT {
  @RegisterExtension static final KeycloakRealm KEYCLOAK = new KeycloakRealm();

  private static final Pattern BLOCK = Pattern.compile("```bash\n(.+?)```", Pattern.DOTALL);

  private final Workspace workspace = Workspace.signUp();
  private final Workspace another = Workspace.signUp();

  @Test
  void theCommandsWorkAsWritten(@TempDir Path folder) throws Exception {
    URI issuer = URI.create(KEYCLOAK.server() + "/realms/corp");
    GivenProvider oidc =
        GivenProvider.oidc(another, SignOnWithKeycloak.PROVIDER, issuer, "gatehouse", "");
    String said = run(commands(folder, oidc.callback()), folder);
    assertThat(find("Issuer: (\\S+)", said)).isEqualTo(issuer.toString());
    oidc.secret(find("(\\S+)\nIssuer:", said)).names(Preset.KEYCLOAK.names(Protocol.OIDC));
    logsInWithTheRoleOfTheGroup(another, oidc);

    String metadata = KEYCLOAK.fetch(URI.create(find("Metadata: (\\S+)", said)));
    GivenProvider saml = GivenProvider.saml(workspace, SignOnWithKeycloak.PROVIDER, metadata);
    logsInWithTheRoleOfTheGroup(workspace, saml.names(Preset.KEYCLOAK.names(Protocol.SAML)));
  }

  private static void logsInWithTheRoleOfTheGroup(Workspace workspace, GivenProvider provider)
      throws IOException {
    workspace.addRole("Reader");
    provider.creating().role("Reader", "staff").insert();
    try (Person alice = Person.arrives()) {
      SignOnWithKeycloak.offered(alice, workspace);
      SignOnWithKeycloak.submits(alice, "alice", "alice-Pw-1");
      alice.browser().awaitArrival(at("/"));
      alice.opens("/account/profile").reads("Alice");
      assertThat(workspace.administrator().api().get("/api/1/user/alice").updated())
          .containsEntry("email", "alice@example.com")
          .containsEntry("roles", List.of("Reader"));
      alice.signsOut().browser().awaitArrival(at("/login"));
    }
  }

  /** All blocks but the first, which begins with a Keycloak; there is one. */
  private String commands(Path folder, URI callback) throws IOException {
    String page = Files.readString(Path.of("docs", "sso", "keycloak.md"), StandardCharsets.UTF_8);
    String all =
        BLOCK
            .matcher(page)
            .results()
            .skip(1)
            .map(block -> block.group(1))
            .collect(Collectors.joining());
    for (var ours :
        Map.of(
                "GATEHOUSE=http://localhost:8080", "GATEHOUSE=" + DeployedGatehouse.base(),
                "http://localhost:8080/v1/auth/oidc/callback/11111111-2222-3333-4444-555555555555",
                    callback.toString(),
                "WORKSPACE=corpinc", "WORKSPACE=" + workspace.uid(),
                "KEYCLOAK=http://127.0.0.1:8081", "KEYCLOAK=" + KEYCLOAK.server(),
                "/tmp/keycloak-26.7.3", Build.keycloak().toString(),
                "/tmp/gatehouse", folder + "/gatehouse")
            .entrySet()) {
      assertThat(all).contains(ours.getKey());
      all = all.replace(ours.getKey(), ours.getValue());
    }
    return all;
  }

  private static String run(String commands, Path folder) throws Exception {
    Path log = folder.resolve("log");
    var builder =
        new ProcessBuilder("bash", "-eu", "-c", commands)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // Where kcadm.sh keeps its login.
    builder
        .environment()
        .put("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + folder);
    Process process = builder.start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static String find(String pattern, String said) {
    Matcher found = Pattern.compile(pattern).matcher(said);
    assertThat(found.find()).as("%s in %s", pattern, said).isTrue();
    return found.group(1);
  }

  private static URI at(String path) {
    return URI.create(DeployedGatehouse.base() + path);
  }
}
