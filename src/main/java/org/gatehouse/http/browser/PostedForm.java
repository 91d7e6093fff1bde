package org.gatehouse.http.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/**
 * A form that a browser brings to another site: a page of ours has it, and sends it at once.
 *
 * @param action where it is sent
 * @param fields what stands in it, by name
 * @param recipient whose site that is, in the words of people
 */
public record PostedForm(String action, Map<String, String> fields, String recipient) {
  /** The page. */
  public static final String PAGE = "/login/onward";

  private static final String ATTRIBUTE = PostedForm.class.getName();

  /** The form that the request is to be answered with, if it is. */
  public static Optional<PostedForm> of(HttpServletRequest request) {
    return Optional.ofNullable((PostedForm) request.getAttribute(ATTRIBUTE));
  }

  /** Notes that the request is to be answered with this form, by the page. */
  public void set(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  @Override
  public String toString() {
    return "PostedForm[" + action + "]";
  }
}
