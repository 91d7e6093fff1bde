package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /admin/datasources}: the datasources of the workspace, and a form to add one. */
@Named
@RequestScoped
public class DatasourcesPage extends ListPage<Datasource> {
  @Inject private CurrentCaller caller;
  @Inject private ManageAccess manageAccess;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("newName", "newDescription");

  @Override
  String countedBy() {
    return "datasources.count";
  }

  @Override
  Listing<Datasource> find(String wanted, int part, int size) {
    return manageAccess.datasources(caller.get(), wanted, part, size);
  }

  /** Adds a datasource, or says what is wrong beside each field. */
  public void add() {
    Optional<AccessName> name = texts.read(form, "newName", AccessName::new);
    Optional<Description> description = texts.read(form, "newDescription", Description::new);
    if (name.isPresent() && description.isPresent()) {
      try {
        manageAccess.addDatasource(caller.get(), name.get(), description.get());
        browser.go("/admin/datasources", "datasource.added");
      } catch (Conflict e) {
        texts.wrong("newName", e);
      }
    }
  }

  /** The datasources of this page of the list. */
  public List<Datasource> getDatasources() {
    return items();
  }

  public Form getForm() {
    return form;
  }
}
