package org.gatehouse.web;

import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.session.Session;

/** A session, as the page shows it. */
public record SessionRow(Session session, boolean current, Texts texts) {
  /** Program and system in words that people know, or what the program calls itself. */
  public String getDevice() {
    return device(session.userAgent());
  }

  /**
   * The same of any program.
   *
   * @param agent what it calls itself
   */
  public static String device(String agent) {
    // Order matters: Edge says it is Chrome, and Chrome says it is Safari.
    Optional<String> browser =
        named(
            agent,
            "Edg/=Edge",
            "EdgA/=Edge",
            "EdgiOS/=Edge",
            "OPR/=Opera",
            "Firefox/=Firefox",
            "FxiOS/=Firefox",
            "CriOS/=Chrome",
            "Chrome/=Chrome",
            "Safari/=Safari");
    Optional<String> system =
        named(
            agent,
            "Windows=Windows",
            "Android=Android",
            "iPhone=iPhone",
            "iPad=iPad",
            "Mac OS X=macOS",
            "Linux=Linux");
    return browser
        .map(name -> name + system.map(os -> " · " + os).orElse(""))
        .orElseGet(() -> agent.isEmpty() ? "–" : agent);
  }

  private static Optional<String> named(String agent, String... marks) {
    return Stream.of(marks)
        .filter(mark -> agent.contains(mark.substring(0, mark.indexOf('='))))
        .map(mark -> mark.substring(mark.indexOf('=') + 1))
        .findFirst();
  }

  /** The time at which it was opened. */
  public Moment created() {
    return texts.moment(Optional.of(session.createdAt()));
  }

  /** The time at which it was last used. */
  public Moment lastSeen() {
    return texts.moment(Optional.of(session.lastSeenAt()));
  }
}
