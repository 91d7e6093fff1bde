package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Ports;
import org.gatehouse.fixture.Terminal;
import org.gatehouse.fixture.Terminal.Run;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts for the command line. {@code auth.bash} is run as people run it, answers by standard
 * input; {@code auth.ps1} is only looked at.
 */
@ExtendWith(DeployedGatehouse.class)
class AuthScriptIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String USER = "kevin";

  /** All that a shell, jq or a terminal could take for something else. */
  private static final String PASSWORD =
      "  \"pass\\word\" isn't 'Grüße €𝄞' $HOME ${PATH} `id` $(id) \\n %s !! * -d @x  ";

  private static String workspace;

  @TempDir private Path temporary;
  private Terminal terminal;

  @BeforeAll
  static void signUp(URI base) throws Exception {
    Terminal.assumeInstalled();
    workspace = "Terminal " + UUID.randomUUID().toString().substring(0, 8);
    Map<String, String> wanted =
        Map.of(
            "workspace_name", workspace,
            "user_name", USER,
            "email", "kevin@example.com",
            "password", PASSWORD);
    HttpResponse<String> reply =
        send(
            HttpRequest.newBuilder(URI.create(base + "/api/1/signup"))
                .POST(BodyPublishers.ofString(JSONObjectUtils.toJSONString(wanted))));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
  }

  @BeforeEach
  void makeTerminal() throws IOException {
    terminal = new Terminal(temporary);
  }

  @Test
  void scriptsAreServedAsTextFilesWithTheAddressOfTheServer(URI base) throws Exception {
    for (String name : List.of("auth.bash", "auth.ps1", "gatehouse")) {
      HttpResponse<String> reply = get(base + "/cli/" + name);
      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
          .isEqualToIgnoringCase("text/plain;charset=UTF-8");
      assertThat(reply.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"" + name + "\"");
      assertThat(reply.body()).contains(base.toString()).doesNotContain("@PUBLIC_URL@", "@LOGIN@");
      // Windows PowerShell would misread anything else, and so would some terminals.
      assertThat(reply.body()).matches("[\\n\\x20-\\x7e]*");
    }
  }

  @Test
  void otherPathsAndMethodsAreRefusedInTheShapeOfTheDialect(URI base) throws Exception {
    HttpResponse<String> notThere = get(base + "/cli/auth.sh");
    assertThat(notThere.statusCode()).isEqualTo(404);
    assertThat(notThere.body()).isEqualTo("404: Not Found");
    HttpResponse<String> notAllowed =
        send(
            HttpRequest.newBuilder(URI.create(base + "/cli/auth.bash"))
                .PUT(BodyPublishers.noBody()));
    assertThat(notAllowed.statusCode()).isEqualTo(405);
    assertThat(notAllowed.body()).isEqualTo("405: Method Not Allowed");
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    Run run = terminal.run(List.of("shellcheck", download().toString()), Map.of(), List.of());
    assertThat(run.output()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void rightPasswordStoresATokenThatWorksAndOnlyItsOwnerCanRead(URI base) throws Exception {
    Path script = download();
    Run run = login(script, workspace, USER, PASSWORD);
    assertThat(run.output())
        .isEqualTo(
            """
            Authenticating...
            Sending auth...
            Extracting token...
            Token was stored in %s. All done!
            """
                .formatted(token()));
    assertThat(run.exitCode()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token())))
        .isEqualTo("r--------");
    assertThat(userName(base, storedToken())).isEqualTo(USER);
    assertThat(terminal.files()).containsExactlyInAnyOrder("auth.bash", "token");
  }

  @Test
  void secondRunReplacesTheTokenOfTheFirst(URI base) throws Exception {
    Path script = download();
    assertThat(login(script, workspace, USER, PASSWORD).exitCode()).isZero();
    String first = storedToken();
    Run run = login(script, workspace, USER, PASSWORD);
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(storedToken()).isNotEqualTo(first);
    assertThat(userName(base, storedToken())).isEqualTo(USER);
    assertThat(terminal.files()).containsExactlyInAnyOrder("auth.bash", "token");
  }

  @Test
  void emptyAnswersMeanTheNamesInTheEnvironment(URI base) throws Exception {
    Run run =
        terminal.run(
            List.of("bash", download().toString()),
            Map.of("GATEHOUSE_WORKSPACE", workspace, "GATEHOUSE_USER", USER),
            List.of("", "", PASSWORD));
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(userName(base, storedToken())).isEqualTo(USER);
  }

  @Test
  void scriptRunsByARelativePathToo() throws Exception {
    assertThat(download().toFile().setExecutable(true)).isTrue();
    Run run = terminal.run(List.of("./auth.bash"), Map.of(), List.of(workspace, USER, PASSWORD));
    assertThat(run.output()).endsWith("Token was stored in ./token. All done!\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void wrongPasswordIsToldAndStoresNothing() throws Exception {
    Run run = login(download(), workspace, USER, PASSWORD.strip());
    assertThat(run.output()).endsWith("Authentication failed: 401: Unauthorized\n");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(terminal.files()).containsExactly("auth.bash");
  }

  @Test
  void wrongPasswordLeavesTheTokenOfAnEarlierRun() throws Exception {
    Path script = download();
    login(script, workspace, USER, PASSWORD);
    String earlier = storedToken();
    assertThat(login(script, workspace, USER, "not the password").exitCode()).isEqualTo(1);
    assertThat(storedToken()).isEqualTo(earlier);
  }

  @Test
  void whatTheServerSaysOfAnIncompleteRequestIsShown() throws Exception {
    Run run = login(download(), workspace, USER, "");
    assertThat(run.output())
        .endsWith("Authentication failed: 400: Bad Request: password is missing.\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void anotherShellIsToldWhichOneItTakes() throws Exception {
    assumeTrue(Terminal.find("dash").isPresent(), "there is no other shell");
    Run run = terminal.run(List.of("dash", download().toString()), Map.of(), List.of(workspace));
    assertThat(run.output())
        .startsWith("This script needs bash. Please run it with: bash ")
        .hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void configurationOfCurlIsNotInTheWay(URI base) throws Exception {
    Path home = Files.createDirectory(terminal.file("home"));
    terminal.write(
        "home/.curlrc", "fail\nrequest = PUT\noutput = /dev/null\nproxy = http://localhost:1\n");
    Run run =
        terminal.run(
            List.of("bash", download().toString()),
            Map.of("HOME", home.toString(), "CURL_HOME", home.toString()),
            List.of(workspace, USER, PASSWORD));
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(userName(base, storedToken())).isEqualTo(USER);
  }

  @Test
  void serverThatIsAwayIsNamed(URI base) throws Exception {
    String nobody = "http://localhost:" + Ports.free();
    Path script = download();
    terminal.write("auth.bash", Files.readString(script).replace(base.toString(), nobody));
    Run run = login(script, workspace, USER, PASSWORD);
    assertThat(run.output()).contains("Failed to send auth!", nobody);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(terminal.files()).containsExactly("auth.bash");
  }

  @Test
  void inputThatEndsTooEarlyIsAFailure() throws Exception {
    Run run = login(download(), workspace, USER);
    assertThat(run.output()).endsWith("No input.\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void missingProgramIsNamed() throws Exception {
    Path script = download();
    Path programs = Files.createDirectory(temporary.resolve("programs"));
    assertThat(Files.createFile(programs.resolve("curl")).toFile().setExecutable(true)).isTrue();
    Run run =
        terminal.run(
            List.of(Terminal.find("bash").orElseThrow().toString(), script.toString()),
            Map.of("PATH", programs.toString()),
            List.of(workspace, USER, PASSWORD));
    assertThat(run.output()).isEqualTo("This script needs jq. Please install it.\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  /**
   * Every program the script starts is one of ours, which writes down its command line and
   * environment and then becomes the real one. The caller has exported variables by the names that
   * the script uses, which must not make it hand on what it puts in.
   */
  @Test
  void noProgramIsStartedWithASecretInItsCommandLineOrEnvironment() throws Exception {
    Path script = download();
    Map<String, String> environment =
        terminal.recording("curl", "jq", "dirname", "grep", "mktemp", "chmod", "mv", "rm");
    for (String name : List.of("PASSWORD", "ANSWER", "TOKEN", "BODY", "auth", "reply")) {
      environment.put(name, "exported");
    }
    Run run =
        terminal.run(
            List.of("bash", script.toString()), environment, List.of(workspace, USER, PASSWORD));
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(terminal.recorded())
        .contains("<curl>", "<jq>", "<mktemp>", "<chmod>", "<mv>")
        .doesNotContain(PASSWORD, PASSWORD.strip(), "pass\\word", "Grüße")
        .doesNotContain(storedToken());
  }

  @Test
  void codeIsAskedForWhenTheServerWantsOne() throws Exception {
    Person ann = Workspace.signUp().administrator();
    Authenticator app = Authenticator.enrol(ann);
    Run run = login(download(), ann.workspace(), ann.name(), ann.password(), app.codeAfter(1));
    assertThat(run.output())
        .startsWith("Authenticating...\nSending auth...\nSending auth...\nExtracting token...\n");
    assertThat(run.exitCode()).isZero();
    Api.anonymous().withToken(storedToken()).get(ann.path()).is(200);
  }

  @Test
  void wrongCodeIsAFailure(URI base) throws Exception {
    Person ann = Workspace.signUp().administrator();
    Authenticator.enrol(ann);
    Run run = login(download(), ann.workspace(), ann.name(), ann.password(), "none");
    assertThat(run.output()).endsWith("Authentication failed: 401: Unauthorized\n");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(terminal.files()).containsExactly("auth.bash");
  }

  private Path download() throws IOException {
    return terminal.download("auth.bash");
  }

  private Run login(Path script, String... answers) throws Exception {
    return terminal.run(List.of("bash", script.toString()), Map.of(), List.of(answers));
  }

  private Path token() {
    return terminal.file("token");
  }

  private String storedToken() throws IOException {
    return terminal.read("token").strip();
  }

  private static String userName(URI base, String token) throws Exception {
    HttpResponse<String> reply =
        send(
            HttpRequest.newBuilder(URI.create(base + "/api/1/user/" + USER))
                .header("Authorization", token));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    Map<String, Object> user =
        JSONObjectUtils.getJSONObject(JSONObjectUtils.parse(reply.body()), "updated");
    return JSONObjectUtils.getString(user, "name");
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
