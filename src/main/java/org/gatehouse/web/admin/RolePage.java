package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /admin/role?name=…}: one role of the workspace. */
@Named
@RequestScoped
public class RolePage {
  @Inject private CurrentCaller caller;
  @Inject private ManageAccess manageAccess;
  @Inject private AccessChoices choices;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private Optional<Role> role = Optional.empty();
  private final Form form = new Form("description");
  private Choices datasources = Choices.NONE;

  @PostConstruct
  void find() {
    role = manageAccess.role(caller.get(), browser.parameter("name"));
    form.put("description", role.map(Role::description).orElse(""));
    List<Datasource> allowed = role.map(Role::datasources).orElse(List.of());
    datasources = choices.datasources(allowed.stream().map(Datasource::name).toList());
  }

  /** Answers with the error page where there is no such role. */
  public void requireRole() {
    browser.require(role);
  }

  /** Saves what was changed, or says what is wrong beside each field. */
  public void save() {
    Optional<Description> as = texts.read(form, "description", Description::new);
    if (as.isPresent()) {
      try {
        manageAccess.changeRole(caller.get(), getName(), as, datasources.changed());
        browser.go("/admin/role?name=" + Browser.encode(getName()), "role.saved");
      } catch (InvalidInput e) {
        texts.wrong("datasources", e);
      }
    }
  }

  /** Removes the role. */
  public void remove() {
    manageAccess.removeRole(caller.get(), getName());
    browser.go("/admin/roles", "role.removed");
  }

  /** The name of the role. */
  public String getName() {
    return role.map(Role::name).orElse("");
  }

  /** The datasources of the workspace; those that it allows are ticked. */
  public Choices getDatasources() {
    return datasources;
  }

  public Form getForm() {
    return form;
  }
}
