package org.gatehouse.contract.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Build;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.Workspace;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles that a workspace gives reach the container, which hasn't heard of them before. */
@Tag("own-server")
@Tag("smoke")
class ContainerRolesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> GUARDED =
      List.of("/probe/constrained", "/probe/api/annotated", "/probe/api/annotated/unheard-of");
  private static final String WITH = "finance: true true night shift: true true ";
  private static final String WITHOUT = "finance: false false night shift: false false ";

  @Test
  void areKnownToItAsLongAsSomebodyHasThem(@TempDir Path directory) throws Exception {
    try (ServerProcess server =
        ServerProcess.launch(
                directory,
                Map.of("GATEHOUSE_ROLES_WORKSPACE", "CorpInc AG"),
                warWithProbe(directory))
            .awaitAnswer()) {
      Workspace works = Workspace.signUp(Api.at(server.base()), "CorpInc AG", "ann");
      works.addRole(Probe.ROLE);
      works.addRole(Probe.UNHEARD_OF);
      Person bob = works.add("bob");

      isWithout(bob);
      works.giveRoles("bob", Probe.ROLE, Probe.UNHEARD_OF);
      // The token is the same all the time.
      await(() -> !bob.api().get("/probe/asks").body().equals(WITHOUT));
      assertThat(bob.api().get("/probe/asks").body()).isEqualTo(WITH);
      for (String path : GUARDED) {
        assertThat(bob.api().get(path).is(200).body()).isEqualTo("let in");
      }
      isWithout(works.administrator());
      areNobodysOfAnotherWorkspace(server, works.uid(), bob);

      works.giveRoles("bob");
      await(() -> !isWith(bob));
      isWithout(bob);
    }
  }

  /** Whoever signs up can define a role of any name. */
  private static void areNobodysOfAnotherWorkspace(ServerProcess server, String uid, Person bob) {
    Workspace strangers = Workspace.signUp(Api.at(server.base()), "Mallory Ltd", "mallory");
    strangers.addRole(Probe.ROLE);
    strangers.addRole(Probe.UNHEARD_OF);
    strangers.giveRoles("mallory", Probe.ROLE, Probe.UNHEARD_OF);
    Person mallory = strangers.administrator().logInAgain();

    isWithout(mallory);
    assertThat(asksFor(mallory, strangers.uid() + "/" + Probe.ROLE)).isEqualTo("true true");
    assertThat(asksFor(mallory, uid + "/" + Probe.ROLE)).isEqualTo("false false");
    assertThat(asksFor(mallory, "user")).isEqualTo("true true");
    assertThat(asksFor(bob, uid + "/" + Probe.ROLE)).isEqualTo("true true");
  }

  private static String asksFor(Person person, String role) {
    return person
        .api()
        .get("/probe/asks?role=" + URLEncoder.encode(role, StandardCharsets.UTF_8))
        .is(200)
        .body();
  }

  private static void isWithout(Person person) {
    assertThat(person.api().get("/probe/asks").is(200).body()).isEqualTo(WITHOUT);
    for (String path : GUARDED) {
      person.api().get(path).is(403);
    }
  }

  private static boolean isWith(Person person) {
    return person.api().get("/probe/asks").is(200).body().equals(WITH);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("changed in time").isLessThan(deadline);
    }
  }

  private static Path warWithProbe(Path directory) {
    File war = directory.resolve("gatehouse.war").toFile();
    ShrinkWrap.createFromZipFile(WebArchive.class, Build.war().toFile())
        .addClasses(
            Probe.class,
            Probe.Asks.class,
            Probe.Constrained.class,
            Probe.Annotated.class,
            Probe.Api.class)
        .as(ZipExporter.class)
        .exportTo(war);
    return war.toPath();
  }
}
