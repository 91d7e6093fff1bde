package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.gatehouse.core.administration.ImportReport;
import org.gatehouse.core.administration.ImportTable;
import org.gatehouse.core.administration.ImportUsers;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** {@code /admin/import}: a table of people of another system, tried or imported. */
@Named
@RequestScoped
public class ImportPage {
  @Inject private CurrentCaller caller;
  @Inject private ImportUsers importUsers;
  @Inject private Texts texts;

  private final Form form = new Form("table");
  private @Nullable ImportReport report;
  private boolean onlyTried;

  /** Says what an import would do. */
  public void attempt() {
    onlyTried = true;
    run();
  }

  /** Imports the people, and says of each row that was refused why. */
  public void submit() {
    run();
  }

  private void run() {
    try {
      report = importUsers.run(caller.get(), ImportTable.read(form.text("table")), onlyTried);
    } catch (InvalidInput e) {
      texts.wrong("table", e);
    }
  }

  /** What has become of it, in a sentence; empty before. */
  public String getSummary() {
    ImportReport done = report;
    return done == null
        ? ""
        : texts.get(
            onlyTried ? "import.tried" : "import.done",
            done.added(),
            done.present(),
            done.refused().size());
  }

  /** The rows that were refused. */
  public List<Row> getRefused() {
    ImportReport done = report;
    return done == null
        ? List.of()
        : done.refused().stream()
            .map(row -> new Row(row.row(), row.name(), texts.get(row.why())))
            .toList();
  }

  public Form getForm() {
    return form;
  }

  /**
   * A row that was refused, as the page shows it.
   *
   * @param line where it begins
   * @param name the user name that stands in it
   * @param reason what is wrong with it
   */
  public record Row(long line, String name, String reason) {}
}
