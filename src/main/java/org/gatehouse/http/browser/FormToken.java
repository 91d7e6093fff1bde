package org.gatehouse.http.browser;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** The hidden field of every form; {@link FormTokenFilter} made it and checks it. */
@Named
@ApplicationScoped
public class FormToken {
  @Inject private HttpServletRequest request;

  /** What the field {@code csrf} must hold in a form of this browser. */
  public String getValue() {
    return String.valueOf(request.getAttribute(FormTokenFilter.ATTRIBUTE));
  }
}
