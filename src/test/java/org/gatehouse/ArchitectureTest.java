package org.gatehouse;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.text.Collator;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Scanner;
import java.util.TimeZone;
import org.gatehouse.core.database.DueRows;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.database.NewestRows;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.refusal.Rule;
import org.jspecify.annotations.NullMarked;

/** Says which package may know which, and why; docs/architecture.md shows the plan. */
@AnalyzeClasses(packages = "org.gatehouse", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CORE = "org.gatehouse.core..";

  @ArchTest
  static final ArchRule everyFloorStandsOnThoseBelow =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("core")
          .definedBy(CORE)
          .layer("http")
          .definedBy("org.gatehouse.http..")
          .layer("security")
          .definedBy("org.gatehouse.security..")
          .layer("work")
          .definedBy("org.gatehouse.work..")
          .layer("boot")
          .definedBy("org.gatehouse.boot..")
          .layer("dialect")
          .definedBy("org.gatehouse.dialect..")
          .layer("federation")
          .definedBy("org.gatehouse.federation..")
          .layer("oauth")
          .definedBy("org.gatehouse.oauth..")
          .layer("web")
          .definedBy("org.gatehouse.web..")
          .layer("ops")
          .definedBy("org.gatehouse.ops..")
          .whereLayer("core")
          .mayNotAccessAnyLayer()
          .whereLayer("http")
          .mayOnlyAccessLayers("core")
          .whereLayer("security")
          .mayOnlyAccessLayers("core", "http")
          .whereLayer("work")
          .mayOnlyAccessLayers("core", "http")
          .whereLayer("dialect")
          .mayOnlyAccessLayers("core", "http", "security", "federation")
          .whereLayer("oauth")
          .mayOnlyAccessLayers("core", "http", "security")
          .whereLayer("federation")
          .mayOnlyAccessLayers("core", "http", "security", "work")
          .whereLayer("web")
          .mayOnlyAccessLayers("core", "http", "work", "federation")
          .whereLayer("ops")
          .mayOnlyAccessLayers("core", "http", "federation")
          .whereLayer("boot")
          .mayOnlyAccessLayers("core", "http", "security", "work")
          .because(
              "a new dialect or page must not be a reason to touch what decides who gets in; and the"
                  + " pages on which providers are set up need somebody who understands what"
                  + " providers say");

  @ArchTest
  static final ArchRule theCoreKnowsNothingOfHttp =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.ws.rs..",
              "jakarta.servlet..",
              "jakarta.faces..",
              "jakarta.security.enterprise..")
          .because("the same decision is reached by a page, by four dialects and by the container");

  @ArchTest
  static final ArchRule aDialectIsNamedByTheApplicationOfItsPathAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.gatehouse.dialect.(*)..")
          .and()
          .doNotHaveSimpleName("ApiApplication")
          .and()
          .doNotHaveSimpleName("VersionOneApplication")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.gatehouse.dialect.(*)..")
          .because("it is added or removed as one folder, with a line in the application");

  @ArchTest
  static final ArchRule noDialectUsesAnother =
      slices()
          .matching("org.gatehouse.dialect.(*)..")
          .should()
          .notDependOnEachOther()
          .because("a dialect can be changed without asking the others");

  @ArchTest
  static final ArchRule noDialectUsesSingleSignOnButToSetItUp =
      noClasses()
          .that()
          .resideInAPackage("org.gatehouse.dialect.(*)..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of federation, but not of federation.setup",
                  type ->
                      isOf(type, "org.gatehouse.federation")
                          && !isOf(type, "org.gatehouse.federation.setup")))
          .because(
              "logins by providers are another door, whose application shares a path with dialects"
                  + " for want of a second one; but what an administrator says of a provider is"
                  + " understood in one place, whether it was typed on a page or sent by a program");

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices()
          .matching("org.gatehouse.(**)")
          .should()
          .beFreeOfCycles()
          .because("in a circle no part can be understood, tested or replaced alone");

  @ArchTest
  static final ArchRule onlyRepositoriesSpeakToTheDatabase =
      noClasses()
          .that()
          .areNotAnnotatedWith(Repository.class)
          .and()
          .doNotBelongToAnyOf(OldRows.class, NewestRows.class, DueRows.class, Duplicates.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EntityManager.class)
          .because(
              "queries are found in one kind of place, and the rest is tested without one; OldRows,"
                  + " NewestRows, DueRows and Duplicates only do for repositories what several of"
                  + " them do");

  @ArchTest
  static final ArchRule repositoriesHaveNoPolicy =
      noClasses()
          .that()
          .areAnnotatedWith(Repository.class)
          .should()
          .dependOnClassesThat(whatARepositoryMayNotKnow())
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Event.class)
          .because(
              "what is decided is found, and tested, elsewhere: a repository knows rows, values and"
                  + " other repositories, and is told what time it is");

  @ArchTest
  static final ArchRule rulesAreCalledSo =
      classes()
          .that()
          .areAssignableTo(Rule.class)
          .should()
          .haveSimpleNameEndingWith("Rule")
          .because("that is how the test of the texts finds them");

  @ArchTest
  static final ArchRule onlyTokensAndOpenIdConnectUseTheJoseLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.gatehouse.core.token..",
              "org.gatehouse.core.oauth..",
              "org.gatehouse.federation.oidc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.nimbusds.jose..", "com.nimbusds.jwt..")
          .because("which algorithms and keys we accept is decided where it can be reviewed whole");

  @ArchTest
  static final ArchRule onlySamlUsesTheSamlLibraries =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.gatehouse.federation.saml..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.opensaml..", "net.shibboleth..", "org.pac4j..")
          .because("XML signatures are the most attacked part: it must be easy to see who uses it");

  @ArchTest
  static final ArchRule onlyTheGuardCountsFailures =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.gatehouse.core.guard..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("FailureLimit")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("LoginThrottle")
          .because("what counts as a failure is decided, and tested, in one place");

  @ArchTest
  static final ArchRule onlyPasswordsUseArgon2 =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.gatehouse.core.credential.password..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.bouncycastle\\.crypto\\..*Argon2.*")
          .because("each hash takes megabytes, and only PasswordHasher bounds how many at once");

  @ArchTest
  static final ArchRule onlyMetricsKnowPrometheus =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.gatehouse.ops.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.prometheus..")
          .because("what is measured outlasts the library, and the core works without either");

  @ArchTest
  static final ArchRule onlyTracesKnowOpenTelemetry =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.gatehouse.ops.traces..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..")
          .because("servers have versions of their own, and most installations want none");

  @ArchTest
  static final ArchRule resourcesAreMadeOnce =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .beAnnotatedWith(ApplicationScoped.class)
          .because("they keep nothing, and to make one for each request is a tenth of a small one");

  @ArchTest
  static final ArchRule whatJaxRsKnowsOfARequestIsAParameter =
      fields()
          .should()
          .notBeAnnotatedWith(Context.class)
          .because(
              "Payara 7 leaves such a field empty in most of what it makes at the start; the request"
                  + " comes by @Inject, all else as a parameter of the method");

  @ArchTest
  static final ArchRule resultsAreReadToTheirEnd =
      noClasses()
          .should()
          .callMethod(Query.class, "getResultStream")
          .orShould()
          .callMethod(TypedQuery.class, "getResultStream")
          .because(
              "a stream that isn't read to its end keeps its statement, and Hibernate closes that"
                  + " when the connection is the pool's again: two exceptions each time");

  @ArchTest
  static final ArchRule jsonIsMadeByOneProvider =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("jakarta.json.Json")
          .because("it looks through all libraries at each call");

  @ArchTest
  static final ArchRule nothingDependsOnTheDefaultsOfTheMachine =
      noClasses()
          .should()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toUpperCase")
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class)
          .orShould()
          .callMethod(String.class, "getBytes")
          .orShould()
          .callConstructor(String.class, byte[].class)
          .orShould()
          .callConstructor(String.class, byte[].class, int.class, int.class)
          .orShould()
          .callMethod(ByteArrayOutputStream.class, "toString")
          .orShould()
          .callConstructor(InputStreamReader.class, InputStream.class)
          .orShould()
          .callConstructor(OutputStreamWriter.class, OutputStream.class)
          .orShould()
          .callConstructor(PrintWriter.class, OutputStream.class)
          .orShould()
          .callConstructor(PrintStream.class, OutputStream.class)
          .orShould()
          .callConstructor(FileReader.class, File.class)
          .orShould()
          .callConstructor(FileReader.class, String.class)
          .orShould()
          .callConstructor(FileWriter.class, File.class)
          .orShould()
          .callConstructor(FileWriter.class, String.class)
          .orShould()
          .callConstructor(Scanner.class, InputStream.class)
          .orShould()
          .callMethod(Charset.class, "defaultCharset")
          .orShould()
          .callMethod(Locale.class, "getDefault")
          .orShould()
          .callMethod(Locale.class, "getDefault", Locale.Category.class)
          .orShould()
          .callMethod(TimeZone.class, "getDefault")
          .orShould()
          .callMethod(ZoneId.class, "systemDefault")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
          .orShould()
          .callConstructor(SimpleDateFormat.class, String.class)
          .orShould()
          .callMethod(NumberFormat.class, "getInstance")
          .orShould()
          .callMethod(Collator.class, "getInstance")
          .orShould()
          .callConstructor(MessageFormat.class, String.class)
          .orShould()
          .callMethod(MessageFormat.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(ResourceBundle.class, "getBundle", String.class)
          .because(
              "in Turkish a capital i has a dot, in Arabic digits are others, and in the POSIX locale an"
                  + " umlaut is a question mark");

  @ArchTest
  static final ArchRule namesSayWhatAClassIsFor =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Service")
          .because("such a name fits any class, and so anything ends up in it");

  @ArchTest
  static final ArchRule theCoreIsGivenWhatItNeedsByConstructor =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(CORE)
          .should()
          .notBeAnnotatedWith(Inject.class)
          .andShould()
          .notBeAnnotatedWith(Resource.class)
          .because(
              "a test makes it by new; only @PersistenceContext has no other place than a field");

  @ArchTest
  static final ArchRule everyPackageSaysThatNothingIsNull =
      classes()
          .should(be(inAPackageThatIsNullMarked()))
          .because(
              "NullAway checks only what package-info.java marks, and is silent about the rest");

  @ArchTest
  static final ArchRule nobodyNeedsMoreThanSevenOthers =
      constructors()
          .that()
          .areDeclaredInClassesThat(
              DescribedPredicate.describe(
                  "are no records and no enums", type -> !type.isRecord() && !type.isEnum()))
          .should(haveSevenParametersAtTheMost())
          .because("a class that needs more does more than one thing; data is a record");

  @ArchTest
  static final ArchRule transactionsAreNotBegunByTheirOwnClass =
      methods()
          .that(DescribedPredicate.describe("are transactional", ArchitectureTest::isTransactional))
          .should(notBeCalledByTheirClassOutsideOfATransaction())
          .because("CDI doesn't intercept such a call, and there would be none; see Transactions");

  private static ArchCondition<JavaConstructor> haveSevenParametersAtTheMost() {
    return new ArchCondition<>("have seven parameters at the most") {
      @Override
      public void check(JavaConstructor constructor, ConditionEvents events) {
        int parameters = constructor.getRawParameterTypes().size();
        if (parameters > 7) {
          String message = constructor.getFullName() + " has " + parameters;
          events.add(SimpleConditionEvent.violated(constructor, message));
        }
      }
    };
  }

  private static ArchCondition<JavaMethod> notBeCalledByTheirClassOutsideOfATransaction() {
    return new ArchCondition<>("not be called by their class outside of a transaction") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        method.getCallsOfSelf().stream()
            .filter(call -> call.getOriginOwner().equals(method.getOwner()))
            .filter(call -> !isTransactional(call.getOrigin()))
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
      }
    };
  }

  private static boolean isTransactional(JavaCodeUnit code) {
    return code.isAnnotatedWith(Transactional.class)
        || code.getOwner().isAnnotatedWith(Transactional.class);
  }

  private static DescribedPredicate<JavaClass> whatARepositoryMayNotKnow() {
    return DescribedPredicate.describe(
        "are ours, but neither rows, values, repositories nor their ground",
        type -> isOf(type, "org.gatehouse") && !isRow(type) && !isValue(type) && !isGround(type));
  }

  private static boolean isRow(JavaClass type) {
    return type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(MappedSuperclass.class);
  }

  private static boolean isValue(JavaClass type) {
    return (type.isRecord() || type.isEnum()) && !isOf(type, "org.gatehouse.core.settings");
  }

  private static boolean isGround(JavaClass type) {
    return type.isAnnotatedWith(Repository.class)
        || type.isAssignableTo(Rule.class)
        || isOf(type, "org.gatehouse.core.database")
        || isOf(type, "org.gatehouse.core.refusal")
        || isOf(type, "org.gatehouse.core.text");
  }

  private static boolean isOf(JavaClass type, String container) {
    return (type.getPackageName() + ".").startsWith(container + ".");
  }

  private static DescribedPredicate<JavaClass> inAPackageThatIsNullMarked() {
    return DescribedPredicate.describe(
        "in a package that is @NullMarked",
        type -> type.getPackage().isAnnotatedWith(NullMarked.class));
  }
}
