package org.gatehouse.core.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.gatehouse.core.oauth.PreviewLogin.Preview;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.Test;

/** What an administrator sees beforehand of a login at an application. */
@CoreTest
class PreviewLoginTest {
  private final CoreClient clients;
  private final PreviewLogin previewLogin;
  private final CoreWorkspace works;

  PreviewLoginTest(CoreClient clients, PreviewLogin previewLogin) {
    this.clients = clients;
    this.previewLogin = previewLogin;
    this.works = clients.works();
  }

  private Preview preview(Caller caller, KnownClient client) {
    return previewLogin.of(caller, client.clientId()).orElseThrow();
  }

  @Test
  void isWhatUserinfoWouldSay() {
    Caller ann = works.caller("ann");
    Preview seen = preview(ann, clients.add(""));
    assertThat(seen.admitted()).isTrue();
    assertThat(seen.subject()).isEqualTo(ann.userId().toString());
    assertThat(seen.claims())
        .containsOnlyKeys("name", "preferred_username", "email", "email_verified", "groups");
    assertThat(preview(ann, clients.add("'scope': 'openid email'")).claims())
        .containsOnlyKeys("email", "email_verified");
  }

  @Test
  void saysWhoWouldBeTurnedAway() {
    works.add("bob");
    KnownClient restricted = clients.add("'roles': ['workspace-admin']");
    assertThat(preview(works.caller("bob"), restricted).admitted()).isFalse();
    assertThat(preview(works.caller("ann"), restricted).admitted()).isTrue();
  }

  @Test
  void isWhatHeadersWouldSayBehindAProxy() {
    works.add("bob");
    works.change("bob", user -> user.moveTo(new EmailAddress("x@y.example"), false));
    KnownClient notes =
        clients.add(
            "'scope': 'openid email',"
                + " 'redirect_uris': ['https://notes.example.com/.gatehouse/callback']");
    assertThat(preview(works.caller("bob"), notes).claims()).containsOnlyKeys("preferred_username");
  }

  @Test
  void tellsNothingOfClientsThatAreOthers() {
    assertThat(previewLogin.of(works.caller("ann"), UUID.randomUUID().toString())).isEmpty();
  }
}
