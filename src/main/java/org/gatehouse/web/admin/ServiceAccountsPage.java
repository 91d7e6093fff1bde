package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.administration.AddServiceAccount;
import org.gatehouse.core.administration.AddedServiceAccount;
import org.gatehouse.core.administration.ManageServiceAccounts;
import org.gatehouse.core.administration.NewServiceAccount;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserList;
import org.gatehouse.core.user.UserName;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Form;
import org.gatehouse.web.ShownOnce;
import org.gatehouse.web.Texts;

/**
 * {@code /admin/service-accounts}: the service accounts of the workspace, and a form to add one.
 */
@Named
@RequestScoped
public class ServiceAccountsPage extends ListPage<User> {
  private static final String PAGE = "/admin/service-accounts";

  @Inject private CurrentCaller caller;
  @Inject private ManageServiceAccounts manageServiceAccounts;
  @Inject private AddServiceAccount addServiceAccount;
  @Inject private AccessChoices choices;
  @Inject private ShownOnce shownOnce;
  @Inject private Texts texts;

  private final Form form = new Form("newName", "newDisplayName");
  private Choices newRoles = Choices.NONE;
  private List<String> created = List.of();

  @PostConstruct
  void offerRoles() {
    newRoles = choices.rolesToGive(Set.of());
    created = shownOnce.on(PAGE);
  }

  @Override
  String countedBy() {
    return "serviceAccounts.count";
  }

  @Override
  Listing<User> find(String wanted, int part, int size) {
    UserList found = manageServiceAccounts.list(caller.get(), wanted, part, size);
    return new Listing<>(found.users(), found.total());
  }

  /** Adds an account and shows its key, or says what is wrong beside each field. */
  public void add() {
    Optional<UserName> name = texts.read(form, "newName", UserName::new);
    boolean nameless = form.text("newDisplayName").isBlank();
    Optional<DisplayName> displayName =
        nameless ? Optional.empty() : texts.read(form, "newDisplayName", DisplayName::new);
    if (name.isPresent() && displayName.isPresent() != nameless) {
      add(new NewServiceAccount(name.get(), displayName, newRoles.names()));
    }
  }

  private void add(NewServiceAccount account) {
    try {
      AddedServiceAccount added = addServiceAccount.add(caller.get(), account);
      List<String> lines = List.of(added.account().name(), added.key().secret());
      shownOnce.go(PAGE, "serviceAccount.added", lines);
    } catch (InvalidInput e) {
      texts.wrong("roles", e);
    } catch (Conflict e) {
      texts.wrong("newName", e);
    }
  }

  /** The service accounts of this page of the list. */
  public List<UserRow> getAccounts() {
    return items().stream().map(account -> new UserRow(account, false, texts)).toList();
  }

  /** The roles that the new account can have. */
  public Choices getNewRoles() {
    return newRoles;
  }

  /** Name and key of the account that was just added; empty if none was. */
  public List<String> getCreated() {
    return created;
  }

  public Form getForm() {
    return form;
  }
}
