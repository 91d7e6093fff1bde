package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no page and no script does, by their sources. */
class PageSourcesTest {
  private static final Path SOURCES = Path.of("src/main/webapp");

  /** Fields of a secret, by what they are called, whatever they are made of. */
  private static final Pattern SECRET_FIELD =
      Pattern.compile(
          "<(g:secret|g:text|g:area|h:input\\w+|input)\\b[^>]*?\\b(?:id|name)=\"(\\w*(?:[pP]assword|[sS]ecret))\"[^>]*>");

  /** Ways for a script to have a text read as HTML, or run. */
  private static final Pattern TEXT_AS_CODE =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTML|srcdoc|DOMParser"
              + "|document\\.write|\\beval\\b|new Function|javascript:|set(?:Timeout|Interval)\\(\\s*['\"`]");

  /** Ways to keep somebody from pasting, or a password manager from filling in. */
  private static final Pattern NO_PASTING =
      Pattern.compile(
          "\\bonpaste\\b|\\bondrop\\b|\\bonbeforeinput\\b|['\"`](?:paste|drop|beforeinput)['\"`]");

  private static Map<Path, String> sources(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .collect(Collectors.toMap(file -> file, PageSourcesTest::text));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<MatchResult> secretFields() throws IOException {
    return sources(".xhtml").values().stream()
        .flatMap(page -> SECRET_FIELD.matcher(page).results())
        .toList();
  }

  @Test
  void scriptsShowTextAsText() throws IOException {
    Map<Path, String> scripts = sources(".js");
    assertThat(scripts).hasSizeGreaterThanOrEqualTo(3);
    assertThat(scripts)
        .allSatisfy((file, script) -> assertThat(script).doesNotContainPattern(TEXT_AS_CODE));
  }

  @Test
  void everySecretIsTypedIntoAMaskedField() throws IOException {
    assertThat(secretFields()).hasSizeGreaterThan(10);
    assertThat(secretFields())
        .allMatch(
            field ->
                field.group(1).equals("g:secret")
                    || field.group().contains("type=\"password\"")
                    || field.group().contains("type=\"hidden\""),
            "masked");
    assertThat(text(SOURCES.resolve("WEB-INF/tags/secret.xhtml"))).contains("<h:inputSecret ");
  }

  @Test
  void passwordManagersAreToldWhatEachPasswordIsAndNobodyIsKeptFromPasting() throws IOException {
    assertThat(secretFields())
        .filteredOn(field -> field.group(2).matches("\\w*[pP]assword"))
        .hasSizeGreaterThan(8)
        .allSatisfy(
            field ->
                assertThat(field.group())
                    .containsPattern("autocomplete=\"(?:current|new)-password\""));
    assertThat(Stream.of(sources(".xhtml"), sources(".js")))
        .allSatisfy(
            files ->
                assertThat(files)
                    .allSatisfy(
                        (file, source) -> assertThat(source).doesNotContainPattern(NO_PASTING)));
  }
}
