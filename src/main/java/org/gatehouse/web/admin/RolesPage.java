package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.AccessRule;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /admin/roles}: the roles of the workspace, and a form to add one. */
@Named
@RequestScoped
public class RolesPage extends ListPage<Role> {
  @Inject private CurrentCaller caller;
  @Inject private ManageAccess manageAccess;
  @Inject private AccessChoices choices;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("newName", "newDescription");
  private Choices newDatasources = Choices.NONE;

  @PostConstruct
  void offerDatasources() {
    newDatasources = choices.datasources(Set.of());
  }

  @Override
  String countedBy() {
    return "roles.count";
  }

  @Override
  Listing<Role> find(String wanted, int part, int size) {
    return manageAccess.roles(caller.get(), wanted, part, size);
  }

  /** Adds a role, or says what is wrong beside each field. */
  public void add() {
    Optional<AccessName> name = texts.read(form, "newName", AccessName::new);
    Optional<Description> description = texts.read(form, "newDescription", Description::new);
    if (name.isPresent() && description.isPresent()) {
      add(name.get(), description.get());
    }
  }

  private void add(AccessName name, Description description) {
    try {
      manageAccess.addRole(caller.get(), name, description, newDatasources.names());
      browser.go("/admin/roles", "role.added");
    } catch (InvalidInput e) {
      texts.wrong(e.rule() == AccessRule.DATASOURCE_UNKNOWN ? "datasources" : "newName", e);
    } catch (Conflict e) {
      texts.wrong("newName", e);
    }
  }

  /** The roles of this page of the list. */
  public List<Role> getRoles() {
    return items();
  }

  /** The datasources that the new role can allow. */
  public Choices getNewDatasources() {
    return newDatasources;
  }

  public Form getForm() {
    return form;
  }
}
