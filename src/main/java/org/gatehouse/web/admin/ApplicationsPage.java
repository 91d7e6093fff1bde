package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.administration.ManageClients;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.oauth.client.RegisteredClient;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Texts;

/** {@code /admin/applications}: the applications that log people of the workspace in here. */
@Named
@RequestScoped
public class ApplicationsPage extends ListPage<RegisteredClient> {
  @Inject private CurrentCaller caller;
  @Inject private ManageClients manageClients;
  @Inject private Texts texts;

  @Override
  String countedBy() {
    return "applications.count";
  }

  @Override
  Listing<RegisteredClient> find(String wanted, int part, int size) {
    ClientOwner owner = ClientOwner.workspace(caller.get().workspaceId());
    return manageClients.list(caller.get(), owner, wanted, part, size);
  }

  /** The applications of this page of the list. */
  public List<ApplicationRow> getApplications() {
    return items().stream().map(client -> ApplicationRow.of(client, texts)).toList();
  }
}
