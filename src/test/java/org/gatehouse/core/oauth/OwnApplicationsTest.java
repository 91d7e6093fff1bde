package org.gatehouse.core.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.CoreClient.bearer;
import static org.gatehouse.fixture.CoreClient.request;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.administration.ManageClients;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.oauth.AuthorizationOutcome.Step;
import org.gatehouse.core.oauth.AuthorizationOutcome.Waiting;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.consent.Consents;
import org.gatehouse.core.oauth.token.IssuedTokens;
import org.gatehouse.core.session.Caller;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** What people see of the clients that have something of them, and how they take it back. */
@CoreTest
class OwnApplicationsTest {
  private final OwnApplications own;
  private final CoreClient wiki;
  private final Consents consents;
  private final ReadUserinfo userinfo;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final Caller ann;

  OwnApplicationsTest(
      OwnApplications own,
      CoreClient wiki,
      Consents consents,
      ReadUserinfo userinfo,
      MovableClock clock) {
    this.own = own;
    this.wiki = wiki;
    this.consents = consents;
    this.userinfo = userinfo;
    this.works = wiki.works();
    this.clock = clock;
    this.ann = works.caller("ann");
  }

  private OwnApplication only() {
    assertThat(own.of(ann)).hasSize(1);
    return own.of(ann).get(0);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private boolean isGood(IssuedTokens tokens) {
    try {
      userinfo.read(wiki.issuer(), bearer(tokens.accessToken().value()), works.client());
      return true;
    } catch (OAuthRefusal e) {
      return false;
    }
  }

  @Test
  void areThoseWhereThePersonIsLoggedIn() {
    KnownClient client = wiki.add("");
    wiki.code(request(client, "openid"), ann);
    assertThat(own.of(ann)).as("a code that nobody has shown").isEmpty();

    Instant since = now();
    wiki.logIn(client, ann, "openid", "email");
    clock.advance(Duration.ofMinutes(1));
    wiki.logIn(client, ann, "openid", "email");
    wiki.logIn(client, works.caller("ann"), "openid", "profile");
    assertThat(only().metadata().name()).isEqualTo("Wiki");
    assertThat(only().metadata().site()).contains("wiki.example.com");
    assertThat(only().scopes()).containsExactlyInAnyOrder("openid", "email", "profile");
    assertThat(only().since()).isEqualTo(since);
    assertThat(only().isOffline()).isFalse();
    works.add("bob");
    assertThat(own.of(works.caller("bob"))).isEmpty();
  }

  @Test
  void areGoneWithTheLoginUnlessTheyGoOnWithoutOne(Authentication authentication) {
    Caller phone = works.caller("ann");
    wiki.logIn(wiki.add(""), phone, "openid");
    wiki.logIn(wiki.add("'client_name': 'Backup'"), phone, "openid", "offline_access");
    assertThat(own.of(ann))
        .extracting(one -> one.metadata().name())
        .containsExactly("Backup", "Wiki");
    authentication.logOut(phone);
    assertThat(only().metadata().name()).isEqualTo("Backup");
    assertThat(only().isOffline()).isTrue();
    clock.advance(Duration.ofDays(31));
    assertThat(own.of(ann)).isEmpty();
  }

  @Test
  void areThoseThatThePersonHasAllowedSomething(ManageClients manage) {
    KnownClient client = wiki.add("'consent': 'once'");
    consents.add(ann, client, Set.of("openid", "groups"));
    Instant since = now();
    clock.advance(Duration.ofMinutes(1));
    wiki.logIn(client, ann, "openid");
    assertThat(only().scopes()).containsExactlyInAnyOrder("openid", "groups");
    assertThat(only().since()).isEqualTo(since);
    manage.remove(works.ann(), ClientOwner.workspace(works.id()), client.clientId());
    assertThat(own.of(ann)).isEmpty();
  }

  @Test
  void loseAllThatThePersonTakesFromThem() {
    KnownClient client = wiki.add("'consent': 'once'");
    KnownClient other = wiki.add("'client_name': 'Board'");
    consents.add(ann, client, Set.of("openid", "offline_access"));
    IssuedTokens within = wiki.logIn(client, ann, "openid");
    IssuedTokens without = wiki.logIn(client, ann, "openid", "offline_access");
    IssuedTokens others = wiki.logIn(other, ann, "openid");
    assertThat(isGood(within)).isTrue();

    assertThat(own.withdraw(ann, client.id())).isTrue();
    for (IssuedTokens tokens : new IssuedTokens[] {within, without}) {
      assertThat(isGood(tokens)).isFalse();
      assertThatThrownBy(() -> wiki.refresh(client, tokens)).isInstanceOf(OAuthRefusal.class);
    }
    assertThat(isGood(others)).isTrue();
    assertThat(only().clientId()).isEqualTo(other.id());
    assertThat(wiki.decide(request(client, "openid"), ann)).isEqualTo(new Waiting(Step.CONSENT));
    assertThat(works.audited(AuditType.CONSENT_WITHDRAW))
        .containsExactly("ok " + client.clientId());
    assertThat(works.auditedChange(AuditType.CONSENT_WITHDRAW))
        .isEqualTo("{\"scope\":[[\"offline_access\",\"openid\"],[]]}");
  }

  @Test
  void loseTheirAccessWhereNobodyWasAsked() {
    KnownClient client = wiki.add("");
    IssuedTokens tokens = wiki.logIn(client, ann, "openid");
    assertThat(own.withdraw(ann, client.id())).isTrue();
    assertThat(isGood(tokens)).isFalse();
    assertThat(own.of(ann)).isEmpty();
    assertThat(own.withdraw(ann, client.id())).as("again").isFalse();
    assertThat(own.withdraw(ann, UUID.randomUUID())).isFalse();
    assertThat(works.audited(AuditType.CONSENT_WITHDRAW))
        .containsExactly("ok " + client.clientId());
    wiki.logIn(client, ann, "openid");
    assertThat(only().clientId()).isEqualTo(client.id());
  }

  @Test
  void keepWhatTheyHaveOfOthers() {
    KnownClient client = wiki.add("");
    works.add("bob");
    Caller bob = works.caller("bob");
    IssuedTokens bobs = wiki.logIn(client, bob, "openid");
    wiki.logIn(client, ann, "openid");
    own.withdraw(ann, client.id());
    assertThat(isGood(bobs)).isTrue();
    assertThat(own.of(bob)).hasSize(1);
  }
}
