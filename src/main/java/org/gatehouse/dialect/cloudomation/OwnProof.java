package org.gatehouse.dialect.cloudomation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.core.account.Reauthentication;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** What a caller shows in a request body to be known again before a change of its own account. */
@ApplicationScoped
public class OwnProof {
  static final String CURRENT_PASSWORD = "current_password";

  /** A code of the second factor, called as in a login. */
  static final String CODE = "otp";

  @Inject private Reauthentication reauthentication;
  @Inject private CurrentCaller caller;

  /** Has it judged; see {@link Reauthentication#confirm}. */
  void confirm(JsonBody json) {
    Password current = new Password(json.text(CURRENT_PASSWORD));
    reauthentication.confirm(caller.get(), current, json.optionalText(CODE));
  }
}
