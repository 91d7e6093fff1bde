package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /admin/datasource?name=…}: one datasource of the workspace. */
@Named
@RequestScoped
public class DatasourcePage {
  @Inject private CurrentCaller caller;
  @Inject private ManageAccess manageAccess;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private Optional<Datasource> datasource = Optional.empty();
  private final Form form = new Form("description");

  @PostConstruct
  void find() {
    datasource = manageAccess.datasource(caller.get(), browser.parameter("name"));
    form.put("description", datasource.map(Datasource::description).orElse(""));
  }

  /** Answers with the error page where there is no such datasource. */
  public void requireDatasource() {
    browser.require(datasource);
  }

  /** Saves the description, or says what is wrong with it. */
  public void save() {
    Optional<Description> as = texts.read(form, "description", Description::new);
    if (as.isPresent()) {
      manageAccess.changeDatasource(caller.get(), getName(), as.get());
      browser.go("/admin/datasource?name=" + Browser.encode(getName()), "datasource.saved");
    }
  }

  /** Removes the datasource. */
  public void remove() {
    manageAccess.removeDatasource(caller.get(), getName());
    browser.go("/admin/datasources", "datasource.removed");
  }

  /** The name of the datasource. */
  public String getName() {
    return datasource.map(Datasource::name).orElse("");
  }

  public Form getForm() {
    return form;
  }
}
