package org.gatehouse.web.apidocs;

import java.util.List;
import java.util.Optional;

/**
 * One call.
 *
 * @param id how tools call it
 * @param method GET and so on
 * @param path from the root of the server, with names in braces
 * @param summary in a few words
 * @param description more of it; may be empty
 * @param security ways to say who one is, of which one will do; none where nobody is asked
 * @param parameters of path, query and headers
 * @param body what it takes, if it takes anything
 * @param replies by status
 */
public record ApiOperation(
    String id,
    String method,
    String path,
    String summary,
    String description,
    List<String> security,
    List<ApiParameter> parameters,
    Optional<ApiBody> body,
    List<ApiReply> replies) {
  /** The description for the page. */
  public String html() {
    return Prose.html(description);
  }

  /** Who may call it, for the page. */
  public String securityHtml() {
    return Prose.html(String.join("; ", security));
  }

  /** Whether it takes one; the expression language of Jakarta EE 11 looks through an Optional. */
  public boolean hasBody() {
    return body.isPresent();
  }

  /** The body, for a page that asks for nothing where there is none. */
  public ApiBody bodyOrNone() {
    return body.orElse(ApiBody.NONE);
  }

  /** Whether a script can make it: what only sends browsers on, or shows a page, is for them. */
  public boolean forScripts() {
    return replies.stream()
        .anyMatch(reply -> reply.status().startsWith("2") && !reply.type().equals("text/html"));
  }
}
