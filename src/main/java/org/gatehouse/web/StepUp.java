package org.gatehouse.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UICommand;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.visit.VisitContext;
import jakarta.faces.component.visit.VisitResult;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.core.account.ManagePasskeys;
import org.gatehouse.core.account.Reauthentication;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.RecentAuthentication;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.TryLater;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.RefusedRequests;
import org.gatehouse.http.Requests;

/**
 * Asks on any page for the password, and a code where there is a second factor, before what was
 * asked for is done: the page is shown again with all that was typed and a panel above, whose
 * fields and button belong to the form that was sent. So it works without scripts, and whoever has
 * answered needn't begin anew.
 */
@Named
@RequestScoped
public class StepUp {
  /** The parameter of the password; it belongs to no component. */
  static final String PASSWORD = "stepUpPassword";

  private static final String CODE = "stepUpCode";
  private static final String PASSKEY = "stepUpPasskey";

  /** The attribute of a form that says what the plain buttons of its rows are called. */
  private static final String ROW_BUTTON = "rowButton";

  @Inject private CurrentCaller caller;
  @Inject private Reauthentication reauthentication;
  @Inject private ManagePasskeys managePasskeys;
  @Inject private RecentAuthentication recentAuthentication;
  @Inject private RefusedRequests refusedRequests;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private boolean asked;
  private String problem = "";
  private String form = "";
  private String button = "";
  private String buttonValue = "";

  /** Shows the panel on this page in place of the action that was asked for. */
  void ask() {
    refusedRequests.tell(request, Requests.path(request), RefusedRequests.REAUTHENTICATION);
    show();
  }

  private void show() {
    asked = true;
    FacesContext faces = FacesContext.getCurrentInstance();
    faces
        .getViewRoot()
        .visitTree(
            VisitContext.createVisitContext(faces),
            (context, component) -> {
              look(faces, component);
              return button.isEmpty() ? VisitResult.ACCEPT : VisitResult.COMPLETE;
            });
  }

  private void look(FacesContext faces, UIComponent component) {
    if (component instanceof UIForm sent && sent.isSubmitted()) {
      form = sent.getClientId(faces);
      repeat(Objects.toString(sent.getAttributes().get(ROW_BUTTON), ""));
    } else if (component instanceof UICommand) {
      repeat(component.getClientId(faces));
    }
  }

  /** Remembers this button, to be pressed again, if it was pressed. */
  private void repeat(String name) {
    String value = request.getParameter(name);
    if (value != null) {
      button = name;
      buttonValue = value;
    }
  }

  /** Judges the password and code typed into the panel; where they are wrong, shows it again. */
  void confirm() {
    String passkey = browser.parameter(PASSKEY);
    try {
      if (passkey.isEmpty()) {
        reauthentication.confirm(
            caller.get(),
            new Password(browser.parameter(PASSWORD)),
            Optional.of(browser.parameter(CODE)));
      } else {
        reauthentication.confirmByPasskey(caller.get(), passkey);
      }
    } catch (InvalidInput e) {
      refuse(texts.get(e));
    } catch (ReauthenticationRequired e) {
      refuse(texts.get("stepUp.codeMissing"));
    } catch (TryLater e) {
      refuse(texts.get("login.busy"));
    }
  }

  private void refuse(String why) {
    problem = why;
    show();
    FacesContext.getCurrentInstance().renderResponse();
  }

  /** Whether the panel is shown. */
  public boolean isAsked() {
    return asked;
  }

  /** Whether the person authenticates at an identity provider, not by password. */
  public boolean isByProvider() {
    return recentAuthentication.isByProvider(caller.get());
  }

  /** Whether a code of the second factor is needed. */
  public boolean isCodeNeeded() {
    return recentAuthentication.isCodeMissing(caller.get());
  }

  /** What the browser is asked that shows a passkey instead, as JSON; empty if there is none. */
  public String getPasskeyOptions() {
    return managePasskeys.optionsToConfirm(caller.get()).orElse("");
  }

  /** What is wrong with what was typed; empty if nothing, or nothing was typed. */
  public String getProblem() {
    return problem;
  }

  /** The id of the form that was sent. */
  public String getForm() {
    return form;
  }

  /** The name of the button that was pressed. */
  public String getButton() {
    return button;
  }

  /** The value of the button: for a button of a row, which row. */
  public String getButtonValue() {
    return buttonValue;
  }
}
