package org.gatehouse.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Build;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The files by which Payara knows that it needn't look through a library. */
@ExtendWith(DeployedGatehouse.class)
class LibrariesIT {
  private static final String FOLDER = "WEB-INF/lib/";
  private static final Pattern HIDDEN = Pattern.compile("(?:^|/)(?:\\.|CVS/)");

  @Test
  void eachLibraryHasItsFile() throws IOException {
    try (var war = new ZipFile(Build.war().toFile())) {
      List<String> names = war.stream().map(ZipEntry::getName).toList();

      assertThat(names)
          .filteredOn(name -> name.endsWith("_jar"))
          .containsExactlyInAnyOrderElementsOf(
              names.stream()
                  .filter(name -> name.startsWith(FOLDER) && name.endsWith(".jar"))
                  .map(name -> name.replace("/", "__").replace(".jar", "_jar"))
                  .toList());
    }
  }

  /** Nor of an editor, or settings that a build had: whatever is hidden. */
  @Test
  void standBesideNoFolderOfVersionControl() throws IOException {
    try (var war = new ZipFile(Build.war().toFile())) {
      assertThat(war.stream().map(ZipEntry::getName)).noneMatch(HIDDEN.asPredicate());
    }
    for (String path : List.of("/.git/HEAD", "/.git/config", "/.svn/wc.db", "/.gitignore")) {
      Api.anonymous().get(path).is(404);
    }
  }

  @Test
  void nobodyLearnsFromThemWhichLibrariesThereAre() throws IOException {
    try (var war = new ZipFile(Build.war().toFile())) {
      String there =
          war.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith("_jar"))
              .findFirst()
              .orElseThrow();

      Api.anonymous().get("/" + there).is(403);
      Api.anonymous().get("/WEB-INF__lib__nothing.lib_jar").is(403);
    }
  }
}
