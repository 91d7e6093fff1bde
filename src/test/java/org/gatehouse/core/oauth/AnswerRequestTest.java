package org.gatehouse.core.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.request.RequestText;
import org.gatehouse.core.oauth.request.WaitingRequests;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreTest;
import org.junit.jupiter.api.Test;

/** What pages tell of a request that waits. */
@CoreTest
class AnswerRequestTest {
  private final CoreClient clients;
  private final WaitingRequests requests;
  private final AnswerRequest answerRequest;

  AnswerRequestTest(CoreClient clients, WaitingRequests requests, AnswerRequest answerRequest) {
    this.clients = clients;
    this.requests = requests;
    this.answerRequest = answerRequest;
  }

  private String site(KnownClient client, String parameters) {
    return asked(client, parameters).site();
  }

  private boolean isAnew(String parameters) {
    return asked(clients.add(""), parameters).anew();
  }

  private AskedRequest asked(KnownClient client, String parameters) {
    String key =
        requests.keep(
            client,
            new RequestText(clients.issuer().path(), parameters, Set.of("openid"), ""),
            clients.works().client());
    return answerRequest.find(key).orElseThrow();
  }

  @Test
  void tellsWhetherALoginMayBeWantedThatIsOfNow() {
    assertThat(isAnew("scope=openid")).isFalse();
    assertThat(isAnew("prompt=consent")).isFalse();
    for (String anew :
        List.of(
            "prompt=login",
            "prompt=consent%20login",
            "max_age=0",
            "acr_values=aal2",
            "claims=%7B%7D",
            "request=e30")) {
      assertThat(isAnew(anew)).as(anew).isTrue();
    }
    assertThat(asked(clients.add("'default_max_age': 60"), "scope=openid").anew()).isTrue();
  }

  @Test
  void namesTheHostThatIsTold() {
    String wiki = "https://wiki.example.com/callback";
    String board = "https://board.example.com/callback";
    KnownClient both = clients.add("'redirect_uris': ['" + wiki + "', '" + board + "']");
    assertThat(site(both, "redirect_uri=https%3A%2F%2Fboard.example.com%2Fcallback"))
        .isEqualTo("board.example.com");
    assertThat(site(clients.add(""), "scope=openid")).isEqualTo("wiki.example.com");
    KnownClient app =
        clients.add(
            "'token_endpoint_auth_method': 'none', 'redirect_uris': ['com.example.app:/callback']");
    assertThat(site(app, "redirect_uri=com.example.app%3A%2Fcallback")).isEmpty();
    assertThat(site(app, "redirect_uri=com.example.app%3A%2F%2Fwiki.example.com%2Fcb")).isEmpty();
    assertThat(site(app, "redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fcb")).isEmpty();
  }
}
