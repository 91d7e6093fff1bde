package org.gatehouse.web.apidocs;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.gatehouse.web.Browser;

/** {@code /api-docs}: all operations by name, or those of one group with all that they take. */
@Named
@ApplicationScoped
public class ApiDocsPage {
  private static final String GROUP = "api";

  @Inject private ApiDocument document;
  @Inject private Browser browser;

  private List<ApiGroup> groups = List.of();

  @PostConstruct
  void read() {
    groups = new OperationReader(document.json()).groups();
  }

  /** Answers with the error page where the address names a group that isn't there. */
  public void prepare() {
    if (!browser.parameter(GROUP).isEmpty()) {
      browser.require(chosen());
    }
  }

  /** All groups. */
  public List<ApiGroup> getGroups() {
    return groups;
  }

  /** The group that the address names; a list of one, or of none. */
  public List<ApiGroup> getChosen() {
    return chosen().stream().toList();
  }

  private Optional<ApiGroup> chosen() {
    String id = browser.parameter(GROUP);
    return groups.stream().filter(group -> group.id().equals(id)).findFirst();
  }
}
