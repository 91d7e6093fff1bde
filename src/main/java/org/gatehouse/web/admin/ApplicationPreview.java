package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.oauth.PreviewLogin;
import org.gatehouse.core.oauth.PreviewLogin.Preview;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;

/** What an application would be told of the administrator who sets it up. */
@Named
@RequestScoped
public class ApplicationPreview {
  @Inject private CurrentCaller caller;
  @Inject private PreviewLogin previewLogin;
  @Inject private Browser browser;

  private final Form form = new Form();
  private Optional<Preview> preview = Optional.empty();

  /** Looks what would come of a login. */
  public void test() {
    preview = previewLogin.of(caller.get(), browser.parameter("id"));
  }

  /** Whether somebody has asked. */
  public boolean isDone() {
    return preview.isPresent();
  }

  /** Whether the administrator may use it. */
  public boolean isAdmitted() {
    return preview.filter(Preview::admitted).isPresent();
  }

  /** What it would be told, by name. */
  public List<Map.Entry<String, String>> getClaims() {
    return preview.stream()
        .flatMap(
            seen ->
                Stream.concat(
                    Stream.of(Map.entry("sub", seen.subject())),
                    seen.claims().entrySet().stream()
                        .map(claim -> Map.entry(claim.getKey(), text(claim.getValue())))))
        .toList();
  }

  private static String text(Object value) {
    return value instanceof Collection<?> all
        ? all.stream().map(Object::toString).collect(Collectors.joining(", "))
        : value.toString();
  }

  public Form getForm() {
    return form;
  }
}
