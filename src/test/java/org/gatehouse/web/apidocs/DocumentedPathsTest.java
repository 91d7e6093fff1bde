package org.gatehouse.web.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** The document has the operations that the WAR has, no more and no less. */
class DocumentedPathsTest {
  /** A part of a path that may be one of several words. */
  private static final Pattern WORDS = Pattern.compile("\\{[a-z]+:([\\w-]+(\\|[\\w-]+)*)}");

  /** Servlets that no program is meant to call. */
  private static final Set<String> OF_PAGES =
      Set.of(
          "faces",
          "password-strength",
          "passkey-question",
          "preferences",
          "brand",
          "area",
          "error-reply");

  private static final Pattern SELF_CHECK = Pattern.compile(".*/\\.well-known/gatehouse/.*");

  private final Set<String> documented =
      new OperationReader(ApiDocument.of("https://gatehouse.example"))
          .groups().stream()
              .flatMap(group -> group.operations().stream())
              .map(operation -> operation.method() + " " + operation.path())
              .collect(Collectors.toCollection(TreeSet::new));

  @Test
  void resourcesAreDocumentedAndNothingElseIs() throws IOException {
    List<Pattern> servlets = servlets();
    assertThat(documented)
        .filteredOn(operation -> servlets.stream().noneMatch(one -> isOf(one, operation)))
        .containsExactlyInAnyOrderElementsOf(resources());
  }

  @Test
  void servletsAreDocumented() throws IOException {
    assertThat(servlets())
        .hasSizeGreaterThan(5)
        .allMatch(servlet -> documented.stream().anyMatch(operation -> isOf(servlet, operation)));
  }

  private static boolean isOf(Pattern servlet, String operation) {
    return servlet.matcher(operation.substring(operation.indexOf(' ') + 1)).matches();
  }

  /** All operations of JAX-RS; HEAD goes with GET. */
  private static Set<String> resources() {
    return new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            // All classes would take a while.
            .withImportOption(location -> location.contains("Application"))
            .importPackages("org.gatehouse")
            .stream()
            .filter(type -> type.isAnnotatedWith(ApplicationPath.class))
            .map(JavaClass::reflect)
            .flatMap(DocumentedPathsTest::operations)
            .filter(operation -> !operation.startsWith("HEAD "))
            .filter(operation -> !SELF_CHECK.matcher(operation).matches())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> operations(Class<?> application) {
    String base = application.getAnnotation(ApplicationPath.class).value();
    return made(application).getClasses().stream()
        .filter(type -> type.isAnnotationPresent(Path.class))
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .flatMap(
            method ->
                method(method).stream()
                    .flatMap(
                        verb ->
                            paths(base + path(method.getDeclaringClass()) + path(method))
                                .map(path -> verb + " " + path)));
  }

  private static Application made(Class<?> application) {
    try {
      return (Application) application.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> method(Method method) {
    return Stream.of(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String path(AnnotatedElement annotated) {
    Path path = annotated.getAnnotation(Path.class);
    return path == null ? "" : "/" + path.value();
  }

  /** A path as the document writes it, or several. */
  private static Stream<String> paths(String template) {
    String plain =
        template
            .replace("{version:1|latest}", "1")
            .replace("{extension:(\\.json|\\.xml)?}", ".{extension}")
            .replace("{issuer:(o/[^/]+/)?}", "o/{uid}/")
            .replaceAll("/+", "/")
            .replaceFirst("/$", "");
    Matcher words = WORDS.matcher(plain);
    return words.find()
        ? Stream.of(words.group(1).split("\\|"))
            .flatMap(word -> paths(plain.replace(words.group(), word)))
        : Stream.of(plain);
  }

  /** Where other servlets than those of pages are. */
  private static List<Pattern> servlets() throws IOException {
    File descriptor = new File("src/main/webapp/WEB-INF/web.xml");
    return Jsoup.parse(descriptor, "UTF-8", "", Parser.xmlParser())
        .select("servlet-mapping")
        .stream()
        .filter(mapping -> !OF_PAGES.contains(mapping.select("servlet-name").text()))
        .flatMap(mapping -> mapping.select("url-pattern").stream())
        .map(pattern -> pattern.text().replaceFirst("/\\*$", "\\\\E(/.*)?\\\\Q"))
        .map(pattern -> Pattern.compile("\\Q" + pattern + "\\E"))
        .toList();
  }
}
