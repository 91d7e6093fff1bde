package org.gatehouse.core.session;

import java.util.Optional;
import java.util.stream.Stream;

/** What programs at the other end are called where people read it. */
public final class DeviceName {
  private DeviceName() {}

  /**
   * Program and system in words that people know, or what the program calls itself.
   *
   * @param agent what it calls itself
   */
  public static String of(String agent) {
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
}
