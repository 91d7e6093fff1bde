package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.TransactionalException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import org.gatehouse.core.oauth.AnswerRequest;
import org.gatehouse.core.oauth.AskedRequest;
import org.gatehouse.http.browser.ApplicationCookie;
import org.gatehouse.http.browser.ApplicationLogin;
import org.gatehouse.http.filter.SecurityHeaders;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;

/** For which application somebody logs in, if it is for one: what its request says. */
@Named
@RequestScoped
public class LoginApplication {
  private static final Logger LOG = System.getLogger(LoginApplication.class.getName());

  @Inject private AnswerRequest answerRequest;
  @Inject private ApplicationCookie cookie;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private String then = "";
  private Optional<AskedRequest> asked = Optional.empty();

  @PostConstruct
  void find() {
    then = browser.parameter("then");
    boolean isBack = then.isEmpty() && !browser.parameter("notice").isEmpty();
    try {
      if (isBack) {
        // From another page, as that for a new password: to where the login was to lead.
        cookie
            .read(request)
            .filter(key -> answerRequest.find(key).isPresent())
            .ifPresent(key -> then = ApplicationLogin.then(key));
      }
      asked = ApplicationLogin.keyOf(then).flatMap(answerRequest::find);
    } catch (PersistenceException | TransactionalException e) {
      // The page says what it can without the database.
      LOG.log(Level.DEBUG, "The database doesn't answer", e);
    }
  }

  /** Lets the page show the picture, and has the browser know the way back for a while. */
  public void prepare() {
    asked.ifPresent(
        known -> {
          logo().ifPresent(logo -> SecurityHeaders.letShow(browser.response(), logo));
          ApplicationLogin.keyOf(then).ifPresent(key -> cookie.set(browser.response(), key));
        });
  }

  /** Where the person goes after the login; empty for the start page. */
  String then() {
    return then;
  }

  /** Whether it wants people to show all of it now, whatever they have shown before. */
  boolean isAnew() {
    return asked.filter(AskedRequest::anew).isPresent();
  }

  Optional<AskedRequest> asked() {
    return asked;
  }

  /** Whether it is for an application. */
  public boolean isKnown() {
    return asked.isPresent();
  }

  /** What people know it by. */
  public String getName() {
    return asked.map(known -> known.client().metadata().name()).orElse("");
  }

  /** What the person logs in for, in a sentence. */
  public String getText() {
    return texts.get("login.forApplication", getName());
  }

  /** The address of its picture; empty if it has none that a page may show. */
  public String getLogo() {
    return logo().map(URI::toString).orElse("");
  }

  private Optional<URI> logo() {
    return asked.flatMap(known -> known.client().metadata().logoUri());
  }
}
