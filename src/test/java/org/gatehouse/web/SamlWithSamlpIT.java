package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.gatehouse.core.provider.Preset;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.IdpTest;
import org.gatehouse.fixture.SamlpIdp;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People log in by SAML at an identity provider in JavaScript, and out again. */
@IdpTest
class SamlWithSamlpIT {
  private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
  private static final String GROUP = "http://schemas.xmlsoap.org/claims/Group";

  private final Workspace workspace = Workspace.signUp();
  private final String bob = "bob-" + Workspace.unique() + "@corp.example";

  @ParameterizedTest(name = "encrypted: {0}")
  @ValueSource(booleans = {true, false})
  void understandsWhatItSays(boolean encrypted) throws IOException {
    workspace.addRole("Reader");
    workspace.addRole("Writer");
    SamlpIdp idp = meet(encrypted);
    try (Person person = Person.arrives()) {
      logsIn(person).opens("/account/profile").reads("Bob O’Neill & Söhne <3");
      Map<String, Object> user = user();
      assertThat(user).containsEntry("email", bob);
      assertThat(user).extracting("roles").isEqualTo(List.of("Reader", "Writer"));
      assertThat(idp.sessions()).hasSize(1);
    }
  }

  @Test
  void loggingOutHereEndsTheSessionThereAndComesBack() throws IOException {
    SamlpIdp idp = meet(false);
    try (Person person = Person.arrives()) {
      logsIn(person).opens("/account/profile").signsOut();
      person.browser().awaitArrival(at("/login"));
      person.reads("signed out");
      assertThat(idp.sessions()).isEmpty();
      person.opens("/account/profile").isAt("/login");
    }
  }

  @Test
  void loggingOutThereEndsTheSessionHere() throws IOException {
    SamlpIdp idp = meet(false);
    try (Person person = Person.arrives()) {
      logsIn(person).browser().go(idp.logoutAddress());
      person.browser().awaitArrival(idp.logoutAddress());
      assertThat(idp.sessions()).as("our answer was good").isEmpty();
      person.opens("/account/profile").isAt("/login");
    }
  }

  private SamlpIdp meet(boolean encrypted) {
    var idp =
        new SamlpIdp(
            Api.anonymous()
                .get("/v1/auth/saml/metadata?workspace=" + workspace.uid())
                .is(200)
                .body(),
            encrypted);
    // As Auth0 does, whose library this is.
    idp.isUsedBy(
        "id-of-" + bob,
        Map.of(
            CLAIMS + "nameidentifier",
            "id-of-" + bob,
            CLAIMS + "name",
            "Bob O’Neill & Söhne <3",
            CLAIMS + "emailaddress",
            bob,
            GROUP,
            List.of("readers", "writers", "others")));
    GivenProvider provider =
        GivenProvider.saml(workspace, "Corp samlp", idp.metadata())
            .names(Preset.AUTH0.names(Protocol.SAML))
            .creating();
    provider.role("Reader", "readers").role("Writer", "writers").insert();
    return idp;
  }

  private Person logsIn(Person person) {
    person.opens("/login?workspace=" + workspace.uid()).follows("Corp samlp");
    person.browser().awaitArrival(at("/"));
    return person;
  }

  private Map<String, Object> user() {
    return workspace.administrator().api().get("/api/1/user/" + bob).is(200).updated();
  }

  private static URI at(String path) {
    return URI.create(DeployedGatehouse.base() + path);
  }
}
