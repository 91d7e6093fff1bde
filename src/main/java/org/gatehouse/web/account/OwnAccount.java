package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.container.CurrentCaller;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.web.Texts;
import org.gatehouse.web.Viewer;

/** The account of the person who looks at a page, for all pages of this package. */
@RequestScoped
public class OwnAccount {
  @Inject private CurrentCaller caller;
  @Inject private Users users;
  @Inject private Viewer viewer;
  @Inject private Texts texts;

  /** Who calls. */
  Caller caller() {
    return caller.get();
  }

  /** The user that calls. */
  Optional<User> user() {
    return caller.find().map(Caller::userId).flatMap(users::withId);
  }

  /** What the person may do, in a word or two. */
  String roleText() {
    if (viewer.isSystemAdministrator()) {
      return texts.get("role.systemAdmin");
    }
    return texts.get(viewer.isAdministrator() ? "role.workspaceAdmin" : "role.user");
  }
}
