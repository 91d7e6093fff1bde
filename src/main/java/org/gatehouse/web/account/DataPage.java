package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.stream.Stream;
import org.gatehouse.core.administration.DeleteUser;
import org.gatehouse.core.administration.ExportOwnData;
import org.gatehouse.core.administration.ExportOwnData.Part;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.http.PersonalData;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;

/** {@code /account/data}: a copy of all that is kept about the person, and the end of it. */
@Named
@RequestScoped
public class DataPage {
  @Inject private OwnAccount account;
  @Inject private ExportOwnData exportOwnData;
  @Inject private DeleteUser deleteUser;
  @Inject private Settings settings;
  @Inject private Browser browser;
  @Inject private Texts texts;

  /**
   * Answers with the file.
   *
   * @throws IOException if the browser has gone away
   */
  public void download() throws IOException {
    // Who has to show again who it is gets the page.
    Stream<Part> parts = exportOwnData.begin(account.caller());
    FacesContext faces = FacesContext.getCurrentInstance();
    ExternalContext reply = faces.getExternalContext();
    reply.setResponseContentType("application/json;charset=UTF-8");
    reply.setResponseHeader("Content-Disposition", PersonalData.DISPOSITION);
    PersonalData.write(parts, reply.getResponseOutputStream());
    faces.responseComplete();
  }

  /** Deletes the account, and leaves. */
  public void delete() {
    try {
      deleteUser.deleteOwn(account.caller());
      browser.leave("data.deleted");
    } catch (Conflict e) {
      texts.wrong(e);
    }
  }

  /** Whether the workspace lets people delete their account. */
  public boolean isDeletable() {
    return deleteUser.isOffered(account.caller());
  }

  /** For how many days an administrator can bring the person back. */
  public long getDays() {
    return settings.accounts().deletionGrace().toDays();
  }
}
