package org.gatehouse;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.NullMarked;

/** Says which room may lean on which, and why; docs/architecture.md shows the plan. */
@AnalyzeClasses(packages = "org.gatehouse", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CORE = "org.gatehouse.core..";

  @ArchTest
  static final ArchRule theCoreKnowsNoRoomAroundIt =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.gatehouse.web..",
              "org.gatehouse.dialect..",
              "org.gatehouse.federation..",
              "org.gatehouse.container..",
              "org.gatehouse.ops..")
          .because("a new dialect or page must not be a reason to touch what decides who gets in");

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
  static final ArchRule noDialectUsesAnother =
      slices()
          .matching("org.gatehouse.dialect.(*)..")
          .should()
          .notDependOnEachOther()
          .because("a dialect can be changed, or removed as one folder, without asking the others");

  @ArchTest
  static final ArchRule pagesAndDialectsDoNotUseEachOther =
      slices()
          .matching("org.gatehouse.(*)..")
          .namingSlices("$1")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(DescribedPredicate.alwaysTrue(), residesIn(CORE))
          .ignoreDependency(DescribedPredicate.alwaysTrue(), residesIn("org.gatehouse.container.."))
          .ignoreDependency(residesIn("org.gatehouse.container.."), isErrorShape())
          .ignoreDependency(
              residesIn("org.gatehouse.web..")
                  .or(residesIn("org.gatehouse.ops.."))
                  .or(JavaClass.Predicates.simpleName("VersionOneApplication")),
              residesIn("org.gatehouse.federation.."))
          .because(
              "what two rooms share belongs to the core or to the container; the container asks a"
                  + " dialect for nothing but the shape of its errors; and the pages on which"
                  + " providers are set up need somebody who understands what providers say");

  @ArchTest
  static final ArchRule thePackagesOfTheCoreFormNoCircle =
      slices()
          .matching("org.gatehouse.core.(**)")
          .should()
          .beFreeOfCycles()
          .because("in a circle no part can be understood, tested or replaced alone");

  @ArchTest
  static final ArchRule onlyRepositoriesSpeakToTheDatabase =
      noClasses()
          .that(DescribedPredicate.not(simpleNameStartingWith("Jpa")))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EntityManager.class)
          .because("queries are found in one kind of place, and the rest is tested without one");

  @ArchTest
  static final ArchRule onlyTokensAndOpenIdConnectUseTheJoseLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.gatehouse.core.token..", "org.gatehouse.federation.oidc..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..")
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
  static final ArchRule onlyPasswordsUseArgon2 =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.gatehouse.core.credential.password..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.bouncycastle\\.crypto\\..*Argon2.*")
          .because("each hash takes megabytes, and only PasswordHasher bounds how many at once");

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

  private static DescribedPredicate<JavaClass> residesIn(String packageIdentifier) {
    return JavaClass.Predicates.resideInAPackage(packageIdentifier);
  }

  private static DescribedPredicate<JavaClass> isErrorShape() {
    return JavaClass.Predicates.simpleName("ErrorShape");
  }

  private static DescribedPredicate<JavaClass> inAPackageThatIsNullMarked() {
    return DescribedPredicate.describe(
        "in a package that is @NullMarked",
        type -> type.getPackage().isAnnotatedWith(NullMarked.class));
  }
}
