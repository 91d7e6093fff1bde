package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.oauth.AnswerRequest;
import org.gatehouse.core.oauth.AskedRequest;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.browser.ApplicationLogin;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.ScopeWords;
import org.gatehouse.web.Texts;

/** {@code /login/consent}: asks whether an application may have what it asks for. */
@Named
@RequestScoped
public class ConsentPage {
  @Inject private LoginApplication application;
  @Inject private AnswerRequest answerRequest;
  @Inject private CurrentCaller caller;
  @Inject private Browser browser;
  @Inject private ScopeWords scopeWords;
  @Inject private Texts texts;

  private final Form form = new Form("then");

  @PostConstruct
  void fillIn() {
    form.put("then", application.then());
  }

  /** Sends those elsewhere who have nothing to answer. */
  public void prepare() {
    if (caller.find().isEmpty() || !application.isKnown()) {
      // The request says what there is to do, or that it is over.
      browser.goOn(form.text("then"));
    } else {
      application.prepare();
    }
  }

  /** What the application wants, in words. */
  public List<String> getScopes() {
    return application.asked().map(asked -> scopeWords.of(asked.scopes())).orElse(List.of());
  }

  /** Where that goes: the site of the application, or to this machine. */
  public String getSite() {
    return application
        .asked()
        .map(AskedRequest::site)
        .filter(site -> !site.isEmpty())
        .orElseGet(() -> texts.get("consent.program"));
  }

  /** What the application promises about it; empty if nothing. */
  public String getPolicy() {
    return metadata().flatMap(ClientMetadata::policyUri).map(URI::toString).orElse("");
  }

  private Optional<ClientMetadata> metadata() {
    return application.asked().map(asked -> asked.client().metadata());
  }

  /** Lets it. */
  public void allow() {
    answer(true);
  }

  /** Doesn't. */
  public void deny() {
    answer(false);
  }

  private void answer(boolean allowed) {
    String then = form.text("then");
    caller
        .find()
        .ifPresent(
            who ->
                ApplicationLogin.keyOf(then)
                    .ifPresent(key -> answerRequest.answer(who, key, allowed)));
    browser.goOn(then);
  }

  public Form getForm() {
    return form;
  }
}
