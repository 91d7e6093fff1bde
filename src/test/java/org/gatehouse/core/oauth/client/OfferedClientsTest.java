package org.gatehouse.core.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.fixture.Given.json;

import java.util.List;
import org.gatehouse.core.administration.ManageClients;
import org.gatehouse.core.session.Caller;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.Test;

/** Which clients people are shown the way to. */
@CoreTest
class OfferedClientsTest {
  private static final String AT = ", 'client_uri': 'https://app.example.com/'";

  private final OfferedClients offered;
  private final CoreClient wiki;
  private final CoreWorkspace works;
  private final Caller ann;

  OfferedClientsTest(OfferedClients offered, CoreClient wiki) {
    this.offered = offered;
    this.wiki = wiki;
    this.works = wiki.works();
    this.ann = works.ann();
  }

  private List<String> names(Caller caller) {
    return offered.to(caller).stream().map(client -> client.metadata().name()).toList();
  }

  private void add(String name, String more) {
    wiki.add("'client_name': '" + name + "'" + more);
  }

  @Test
  void areThoseThatSayWhereOneBegins() {
    assertThat(names(ann)).doesNotContain("Wiki");
    add("Wiki", AT);
    add("Board", AT);
    add("Elsewhere", "");
    add("Nightly", AT + ", 'grant_types': ['client_credentials']");
    assertThat(names(ann)).as("at once, by name").containsExactly("Board", "Wiki");
  }

  @Test
  void areThoseThatThePersonMayUse(CoreWorkspace others) {
    works.add("bob");
    add("Wiki", AT);
    add("Console", AT + ", 'roles': ['workspace-admin']");
    assertThat(names(ann)).containsExactly("Console", "Wiki");
    assertThat(names(works.caller("bob"))).containsExactly("Wiki");
    assertThat(names(others.ann())).doesNotContain("Wiki", "Console");
  }

  @Test
  void changeWithTheirClients(ManageClients manage) {
    KnownClient client = wiki.add("'client_uri': 'https://app.example.com/'");
    assertThat(names(ann)).containsExactly("Wiki");
    ClientOwner owner = ClientOwner.workspace(works.id());
    manage.change(ann, owner, client.clientId(), json("'client_name': 'Pages'"));
    assertThat(names(ann)).containsExactly("Pages");
    manage.remove(ann, owner, client.clientId());
    assertThat(names(ann)).isEmpty();
  }

  @Test
  void areThoseOfAllWorkspacesToo(ManageClients manage) {
    works.makeSystemAdministrator("ann");
    String name = "Portal " + works.uid();
    MadeClient made =
        manage.add(
            works.caller("ann"),
            ClientOwner.INSTALLATION,
            ClientMetadata.of(
                json(
                    "'client_name': '%s', 'redirect_uris': ['%s'], 'roles': ['%s/finance',"
                            .formatted(name, CoreClient.CALLBACK, works.uid())
                        + " 'workspace-admin']"
                        + AT)));
    works.add("bob");
    assertThat(names(works.caller("ann"))).contains(name);
    assertThat(names(works.caller("bob"))).doesNotContain(name);
    manage.remove(works.caller("ann"), ClientOwner.INSTALLATION, made.client().clientId());
    assertThat(names(works.caller("ann"))).doesNotContain(name);
  }

  @Test
  void areNoMoreThanAnybodyLooksAt() {
    for (int i = 0; i <= OfferedClients.MOST; i++) {
      add("App " + i, AT);
    }
    assertThat(names(ann)).hasSize(OfferedClients.MOST);
  }
}
