package org.gatehouse.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.session.Client;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser is known to those who have logged in with it, and to nobody else. */
class KnownDevicesTest {
  private static final UUID ANN = new UUID(0, 1);
  private static final UUID BOB = new UUID(0, 2);

  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final Map<UUID, Instant> passwords =
      new HashMap<>(Map.of(ANN, clock.instant(), BOB, clock.instant()));
  private final KnownDevices devices = devices(1);

  private KnownDevices devices(int masterKey) {
    SecureRandom random = new SecureRandom();
    var settings = Given.settings(Map.of("GATEHOUSE_MASTER_KEY", Given.masterKey(masterKey)));
    return new KnownDevices(
        new Vault(new MasterKey(settings, random), random),
        user -> Optional.ofNullable(passwords.get(user)),
        random,
        clock);
  }

  private Optional<String> subject(UUID user, String kept) {
    return devices.subject(Optional.of(user), new Client("", "", "", Optional.of(kept), ""));
  }

  private String login(UUID user, String kept) {
    return devices.remember(user, Optional.of(kept)).kept();
  }

  private String firstLogin(UUID user) {
    return devices.remember(user, Optional.empty()).kept();
  }

  @Test
  void isKnownToItsUser() {
    assertThat(subject(ANN, firstLogin(ANN))).isPresent();
    assertThat(devices.subject(Optional.of(ANN), new Client("", ""))).isEmpty();
  }

  @Test
  void countsByItself() {
    String one = firstLogin(ANN);

    assertThat(subject(ANN, one))
        .isEqualTo(subject(ANN, one))
        .isNotEqualTo(subject(ANN, firstLogin(ANN)));
    assertThat(subject(ANN, one)).isNotEqualTo(Optional.of(GuessGuard.account(ANN)));
    assertThat(subject(ANN, one).orElseThrow()).hasSize(64);
  }

  @Test
  void isUnknownToSomebodyElseAndToNobody() {
    String kept = firstLogin(ANN);

    assertThat(subject(BOB, kept)).isEmpty();
    assertThat(devices.subject(Optional.empty(), new Client("", "", "", Optional.of(kept), "")))
        .isEmpty();
  }

  @Test
  void isUnknownAfterAYear() {
    String kept = firstLogin(ANN);

    clock.advance(KnownDevices.LIFETIME.minusSeconds(1));
    assertThat(subject(ANN, kept)).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(subject(ANN, kept)).isEmpty();
  }

  @Test
  void isUnknownOnceThePasswordIsAnother() {
    String kept = firstLogin(ANN);

    passwords.put(ANN, clock.instant().plusSeconds(1));

    assertThat(subject(ANN, kept)).isEmpty();
    assertThat(subject(ANN, login(ANN, kept))).isPresent();
  }

  @Test
  void isUnknownWhereAnotherMasterKeyWasInUse() {
    assertThat(subject(ANN, devices(2).remember(ANN, Optional.empty()).kept())).isEmpty();
  }

  @Test
  void isUnknownWhereAnyCharacterWasChanged() {
    String kept = firstLogin(ANN);
    for (int i = 0; i < kept.length(); i++) {
      char other = kept.charAt(i) == '1' ? '2' : '1';
      String forged = kept.substring(0, i) + other + kept.substring(i + 1);
      assertThat(subject(ANN, forged)).as(forged).isEmpty();
    }
  }

  @Test
  void canBeSharedByFive() {
    List<UUID> people = Stream.generate(UUID::randomUUID).limit(6).toList();
    people.forEach(person -> passwords.put(person, clock.instant()));
    String kept = "";
    for (UUID person : people) {
      kept = login(person, kept);
    }
    String known = kept;

    assertThat(subject(people.get(0), known)).isEmpty();
    assertThat(people.subList(1, 6)).allMatch(person -> subject(person, known).isPresent());
    assertThat(known).hasSizeLessThan(600).matches("[A-Za-z0-9._~-]+");
  }

  @Test
  void keepsOneEntryForEachUserTheNewestFirst() {
    String kept = login(ANN, login(BOB, login(ANN, firstLogin(BOB))));

    assertThat(kept.split("~")).hasSize(2);
    assertThat(subject(ANN, kept.split("~")[0])).isPresent();
    assertThat(subject(BOB, kept.split("~")[1])).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "~~~~~~~", "x", "a.b.c", "....", "\u0000", "\u00e4"})
  void isUnknownByAnythingElse(String kept) {
    assertThat(subject(ANN, kept)).isEmpty();
    assertThat(subject(ANN, login(ANN, kept))).isPresent();
  }

  @Test
  void isUnknownByMoreThanItCanKeep() {
    String kept = firstLogin(ANN);
    String many = Stream.generate(() -> kept).limit(11).collect(Collectors.joining("~"));

    assertThat(subject(ANN, many)).isEmpty();
    assertThat(subject(ANN, "x~x~x~x~x~" + kept)).isEmpty();
    assertThat(subject(ANN, "x~x~x~x~" + kept)).isPresent();
  }

  @Property(tries = 200)
  void takesAnything(@ForAll String kept) {
    assertThat(subject(ANN, kept)).isEmpty();
    assertThat(login(ANN, kept)).hasSizeLessThan(600);
  }
}
