package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.core.oauth.AskedRequest;
import org.gatehouse.core.oauth.AuthorizeDevice;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.ScopeWords;
import org.gatehouse.web.Texts;

/**
 * {@code /device}: lets a device in that shows a code (RFC 8628, 3.3). Always asked, and told which
 * application it is: whoever has sent the link may have begun it.
 */
@Named
@RequestScoped
public class DevicePage {
  private static final String CODE = "user_code";

  @Inject private AuthorizeDevice authorizeDevice;
  @Inject private ScopeWords scopeWords;
  @Inject private CurrentCaller caller;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("userCode");
  private Optional<AskedRequest> asked = Optional.empty();

  @PostConstruct
  void find() {
    form.put("userCode", getCode());
    if (getCode().isBlank()) {
      return;
    }
    try {
      asked = authorizeDevice.find(caller.get(), getCode());
      if (asked.isEmpty()) {
        texts.wrong("userCode", "device.unknown");
      }
    } catch (LimitExceeded e) {
      texts.wrong("login.tooMany");
    }
  }

  /** The code that the address or the form of the question has; empty if none. */
  public String getCode() {
    return browser.parameter(CODE).toUpperCase(Locale.ROOT);
  }

  /** Goes on to the question about the device with this code. */
  public void submit() {
    browser.go("/device?" + CODE + "=" + Browser.encode(form.text("userCode").strip()));
  }

  /** Whether the device was found, and the person is asked. */
  public boolean isAsked() {
    return asked.isPresent();
  }

  /** What is asked, in a sentence. */
  public String getText() {
    return texts.get("device.question", name());
  }

  private String name() {
    return asked.map(device -> device.client().metadata().name()).orElse("");
  }

  /** What the application wants, in words. */
  public List<String> getScopes() {
    return asked.map(AskedRequest::scopes).map(scopeWords::of).orElse(List.of());
  }

  /** Lets it in. */
  public void allow() {
    answer(true, "device.allowed");
  }

  /** Doesn't. */
  public void deny() {
    answer(false, "device.denied");
  }

  private void answer(boolean allowed, String notice) {
    boolean answered = authorizeDevice.answer(caller.get(), getCode(), allowed);
    browser.go("/device", answered ? notice : "device.over");
  }

  public Form getForm() {
    return form;
  }
}
