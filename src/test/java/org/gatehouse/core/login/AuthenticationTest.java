package org.gatehouse.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Generations;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.core.user.Roles;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Who shows a token is who it was issued to, while its session goes on. */
@CoreTest
class AuthenticationTest {
  private final Authentication authentication;
  private final TokenIssuer tokens;
  private final Sessions sessions;
  private final CoreWorkspace works;
  private final MovableClock clock;

  AuthenticationTest(
      Authentication authentication,
      TokenIssuer tokens,
      Sessions sessions,
      CoreWorkspace works,
      MovableClock clock) {
    this.authentication = authentication;
    this.tokens = tokens;
    this.sessions = sessions;
    this.works = works;
    this.clock = clock;
  }

  private Optional<Caller> show(String token) {
    return authentication.authenticate(token, works.client());
  }

  @Test
  void recognisesWhomATokenWasIssuedTo() {
    Caller caller = show(tokens.issue(works.ann()).value()).orElseThrow();

    assertThat(caller.userId()).isEqualTo(works.ann().userId());
    assertThat(caller.sessionId()).isEqualTo(works.ann().sessionId());
    assertThat(caller.generation()).isEqualTo(OptionalLong.of(0));
    assertThat(caller.client()).isEqualTo(works.client());
    assertThat(caller.is(Roles.WORKSPACE_ADMINISTRATOR)).isTrue();
  }

  @Test
  void recognisesNobodyByAnythingElse() {
    String token = tokens.issue(works.ann()).value();

    assertThat(show("")).isEmpty();
    assertThat(show("x.y.z")).isEmpty();
    assertThat(show(token.substring(0, token.length() - 4) + "AAAA")).isEmpty();
  }

  @Test
  void takesTheTokenOfTheCookieInTheCookieOnly() {
    String token = tokens.issueForCookie(works.ann()).value();

    assertThat(show(token)).isEmpty();
    assertThat(authentication.authenticateCookie(token, works.client()))
        .hasValueSatisfying(caller -> assertThat(caller.generation()).isEmpty());
    assertThat(authentication.authenticateCookie(tokens.issue(works.ann()).value(), works.client()))
        .isPresent();
  }

  @Test
  void recognisesNobodyOnceTheSessionHasEnded() {
    String token = tokens.issue(works.ann()).value();
    String cookie = tokens.issueForCookie(works.ann()).value();
    assertThat(show(token)).isPresent();

    authentication.logOut(works.ann());
    assertThat(show(token)).isEmpty();
    assertThat(authentication.authenticateCookie(cookie, works.client())).isEmpty();
    assertThat(works.audited(AuditType.LOGOUT)).containsExactly("ok");
  }

  @Test
  void replacesATokenAndTakesTheOldOneForAMinute() {
    String old = tokens.issue(works.ann()).value();
    Caller refreshed = authentication.refresh(show(old).orElseThrow()).orElseThrow();
    assertThat(refreshed.generation()).isEqualTo(OptionalLong.of(1));
    String fresh = tokens.issue(refreshed).value();

    clock.advance(Generations.GRACE.minusSeconds(1));
    assertThat(show(fresh)).isPresent();
    assertThat(show(old)).isPresent();
  }

  @Test
  void endsTheSessionOfATokenThatWasReplacedLongAgo() {
    String old = tokens.issue(works.ann()).value();
    String fresh =
        tokens.issue(authentication.refresh(show(old).orElseThrow()).orElseThrow()).value();
    clock.advance(Generations.GRACE);
    assertThat(show(fresh)).isPresent();

    assertThat(show(old)).isEmpty();
    assertThat(show(fresh)).isEmpty();
    assertThat(show(old)).isEmpty();
    assertThat(works.audited(AuditType.TOKEN_REUSE)).containsExactly("session-ended");
  }

  @Test
  void refreshesWithTheRolesOfThisMoment() {
    Caller before = works.ann();
    works.change("ann", user -> user.makeAdministrator(false));

    assertThat(authentication.refresh(before).orElseThrow().roles()).containsExactly(Roles.USER);
  }

  @Test
  void refreshesTheTokenOfACookieWithoutReplacingIt() {
    Caller ofCookie = works.ann().with(OptionalLong.empty());

    assertThat(authentication.refresh(ofCookie).orElseThrow().generation()).isEmpty();
    assertThat(sessions.refresh(ofCookie.sessionId(), 0).orElseThrow().current()).isEqualTo(1);
  }

  @Test
  void refreshesNothingOfASessionThatHasEnded() {
    sessions.end(works.ann().userId(), works.ann().sessionId());

    assertThat(authentication.refresh(works.ann())).isEmpty();
  }

  @Test
  void refreshesNothingForAGenerationThatWasReplacedLongAgo() {
    authentication.refresh(works.ann());
    clock.advance(Generations.GRACE.plus(Duration.ofSeconds(1)));

    assertThat(authentication.refresh(works.ann())).isEmpty();
  }
}
