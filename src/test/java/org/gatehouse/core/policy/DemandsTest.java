package org.gatehouse.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.core.policy.SecondFactorDemand.NOT_REQUIRED;
import static org.gatehouse.core.policy.SecondFactorDemand.PHISHING_RESISTANT;
import static org.gatehouse.core.policy.SecondFactorDemand.REQUIRED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.settings.Settings.SecondFactorSettings;
import org.gatehouse.core.user.Roles;
import org.junit.jupiter.api.Test;

/** What is demanded of whom, and from when on. */
class DemandsTest {
  private static final Instant SET = Instant.parse("2030-01-10T00:00:00Z");
  private static final Instant EARLIER = SET.minus(Duration.ofDays(100));
  private static final Set<String> PERSON = Set.of(Roles.USER);
  private static final Set<String> ADMINISTRATOR =
      Set.of(Roles.USER, Roles.WORKSPACE_ADMINISTRATOR);

  private static Demand demand(SecondFactorDemand factor, int days, String... roles) {
    return new Demand(factor, Set.of(roles), SET, Duration.ofDays(days));
  }

  private static Instant day(int number) {
    return SET.plus(Duration.ofDays(number));
  }

  private static Optional<Instant> unmet(
      Set<String> roles, SecondFactorDemand met, Demand... demands) {
    return new Demands(List.of(demands)).unmet(EARLIER, roles, met);
  }

  @Test
  void areMetByAsMuchOrMore() {
    assertThat(unmet(PERSON, NOT_REQUIRED)).isEmpty();
    assertThat(unmet(PERSON, NOT_REQUIRED, demand(REQUIRED, 0))).hasValue(SET);
    assertThat(unmet(PERSON, REQUIRED, demand(REQUIRED, 0))).isEmpty();
    assertThat(unmet(PERSON, PHISHING_RESISTANT, demand(REQUIRED, 0))).isEmpty();
    assertThat(unmet(PERSON, REQUIRED, demand(PHISHING_RESISTANT, 0))).hasValue(SET);
    assertThat(unmet(PERSON, PHISHING_RESISTANT, demand(PHISHING_RESISTANT, 0))).isEmpty();
  }

  @Test
  void areOfThoseWhoHaveARole() {
    Demand ofAdministrators = demand(REQUIRED, 0, Roles.WORKSPACE_ADMINISTRATOR, "finance");
    assertThat(unmet(PERSON, NOT_REQUIRED, ofAdministrators)).isEmpty();
    assertThat(unmet(ADMINISTRATOR, NOT_REQUIRED, ofAdministrators)).isPresent();
    assertThat(unmet(Set.of(Roles.USER, "finance"), NOT_REQUIRED, ofAdministrators)).isPresent();
    assertThat(new Demands(List.of(ofAdministrators)).dependOnRolesOfWorkspace()).isTrue();
    assertThat(
            new Demands(List.of(demand(REQUIRED, 0, Roles.WORKSPACE_ADMINISTRATOR)))
                .dependOnRolesOfWorkspace())
        .isFalse();
  }

  @Test
  void leaveTimeFromTheLaterOfDemandAndAccount() {
    Demands demands = new Demands(List.of(demand(REQUIRED, 14)));
    assertThat(demands.unmet(EARLIER, PERSON, NOT_REQUIRED)).hasValue(day(14));
    assertThat(demands.unmet(day(30), PERSON, NOT_REQUIRED)).hasValue(day(44));
  }

  @Test
  void countAsTheStrictestOfThem() {
    Demand soon = demand(REQUIRED, 3);
    Demand strict = demand(PHISHING_RESISTANT, 10, Roles.WORKSPACE_ADMINISTRATOR);
    assertThat(unmet(ADMINISTRATOR, NOT_REQUIRED, soon, strict)).hasValue(day(3));
    assertThat(unmet(ADMINISTRATOR, REQUIRED, soon, strict)).hasValue(day(10));
    assertThat(unmet(PERSON, REQUIRED, soon, strict)).isEmpty();
    assertThat(unmet(ADMINISTRATOR, PHISHING_RESISTANT, soon, strict)).isEmpty();
  }

  @Test
  void areOfTheInstallationWhateverAWorkspaceSays() {
    AuthenticationPolicy lax = new AuthenticationPolicy(UUID.randomUUID());
    lax.demand(NOT_REQUIRED, Set.of(), 90, SET);
    SecondFactorSettings installation =
        new SecondFactorSettings("required", Set.of(), SET, Duration.ofDays(1));
    assertThat(Demands.of(installation, Optional.of(lax)).unmet(EARLIER, PERSON, NOT_REQUIRED))
        .hasValue(day(1));

    SecondFactorSettings none =
        new SecondFactorSettings("not-required", Set.of(), SET, Duration.ZERO);
    assertThat(Demands.of(none, Optional.of(lax)).all()).isEmpty();
    assertThat(Demands.of(none, Optional.empty()).all()).isEmpty();
  }

  private static Optional<Instant> unmet(
      AuthenticationPolicy policy, Set<String> roles, SecondFactorDemand met) {
    return new Demands(policy.demands()).unmet(EARLIER, roles, met);
  }

  @Test
  void holdWhatWasInForceUntilMoreIsDue() {
    AuthenticationPolicy policy = new AuthenticationPolicy(UUID.randomUUID());
    policy.demand(REQUIRED, Set.of(), 0, day(0));
    policy.demand(PHISHING_RESISTANT, Set.of(), 14, day(20));
    assertThat(unmet(policy, PERSON, NOT_REQUIRED)).as("the old").hasValue(day(0));
    assertThat(unmet(policy, PERSON, REQUIRED)).as("the new").hasValue(day(34));
    assertThat(unmet(policy, PERSON, PHISHING_RESISTANT)).isEmpty();
    assertThat(new Demands(policy.demands()).unmet(day(30), PERSON, NOT_REQUIRED))
        .as("a younger account")
        .hasValue(day(30));

    policy.demand(REQUIRED, Set.of(), 14, day(21));
    assertThat(unmet(policy, PERSON, NOT_REQUIRED)).as("taken back").hasValue(day(0));
    policy.demand(NOT_REQUIRED, Set.of(), 14, day(22));
    assertThat(unmet(policy, PERSON, NOT_REQUIRED)).isEmpty();
    policy.demand(REQUIRED, Set.of(), 14, day(23));
    assertThat(unmet(policy, PERSON, NOT_REQUIRED)).as("it was given up").hasValue(day(37));
  }

  @Test
  void holdItForThoseWhomBothAreAbout() {
    AuthenticationPolicy more = new AuthenticationPolicy(UUID.randomUUID());
    more.demand(REQUIRED, Set.of("finance"), 0, day(0));
    more.demand(REQUIRED, Set.of("finance", "sales"), 14, day(20));
    assertThat(unmet(more, Set.of("finance"), NOT_REQUIRED)).hasValue(day(0));
    assertThat(unmet(more, Set.of("sales"), NOT_REQUIRED)).hasValue(day(34));

    AuthenticationPolicy others = new AuthenticationPolicy(UUID.randomUUID());
    others.demand(PHISHING_RESISTANT, Set.of("finance"), 0, day(0));
    others.demand(REQUIRED, Set.of("sales"), 14, day(20));
    assertThat(unmet(others, Set.of("finance"), NOT_REQUIRED)).as("no longer").isEmpty();
    assertThat(unmet(others, Set.of("finance", "sales"), NOT_REQUIRED)).hasValue(day(0));
    assertThat(unmet(others, Set.of("finance", "sales"), REQUIRED)).as("no more").isEmpty();
    assertThat(new Demands(others.demands()).dependOnRolesOfWorkspace()).isTrue();
  }

  @Test
  void holdWhatWasInForceThroughSeveralChanges() {
    AuthenticationPolicy policy = new AuthenticationPolicy(UUID.randomUUID());
    policy.demand(REQUIRED, Set.of("finance"), 0, day(0));
    policy.demand(REQUIRED, Set.of(), 14, day(20));
    policy.demand(PHISHING_RESISTANT, Set.of(), 14, day(21));
    assertThat(unmet(policy, Set.of("finance"), NOT_REQUIRED)).hasValue(day(0));
    assertThat(unmet(policy, PERSON, NOT_REQUIRED)).as("was never due").hasValue(day(35));

    policy.demand(REQUIRED, Set.of(), 14, day(36));
    policy.demand(PHISHING_RESISTANT, Set.of(), 14, day(40));
    assertThat(unmet(policy, PERSON, NOT_REQUIRED)).as("was due").isPresent();
    assertThat(new Demands(policy.demands()).unmet(day(39), PERSON, NOT_REQUIRED))
        .as("whoever had to meet the first")
        .hasValue(day(39));
  }

  @Test
  void areMetByWhatWasShown() {
    assertThat(SecondFactorDemand.metBy(Set.of(AuthenticationMethod.PASSWORD)))
        .isEqualTo(NOT_REQUIRED);
    assertThat(
            SecondFactorDemand.metBy(
                Set.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.ONE_TIME_PASSWORD)))
        .isEqualTo(REQUIRED);
    assertThat(SecondFactorDemand.metBy(Set.of(AuthenticationMethod.PASSKEY)))
        .isEqualTo(PHISHING_RESISTANT);
  }

  @Test
  void beginAnewOnlyWhereMoreIsDemandedOrOfMorePeople() {
    AuthenticationPolicy policy = new AuthenticationPolicy(UUID.randomUUID());
    policy.demand(REQUIRED, Set.of("finance"), 5, day(0));
    policy.demand(REQUIRED, Set.of("finance"), 50, day(1));
    assertThat(policy.secondFactorSince()).as("more time").isEqualTo(day(0));
    policy.demand(REQUIRED, Set.of("finance", "sales"), 5, day(2));
    assertThat(policy.secondFactorSince()).as("more people").isEqualTo(day(2));
    policy.demand(REQUIRED, Set.of("sales"), 5, day(3));
    assertThat(policy.secondFactorSince()).as("fewer people").isEqualTo(day(2));
    policy.demand(REQUIRED, Set.of(), 5, day(4));
    assertThat(policy.secondFactorSince()).as("everybody").isEqualTo(day(4));
    policy.demand(PHISHING_RESISTANT, Set.of("sales"), 5, day(5));
    assertThat(policy.secondFactorSince()).as("a better factor").isEqualTo(day(5));
    policy.demand(NOT_REQUIRED, Set.of(), 5, day(6));
    policy.demand(REQUIRED, Set.of(), 5, day(7));
    assertThat(policy.secondFactorSince()).as("again").isEqualTo(day(7));
  }
}
